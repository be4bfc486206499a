ARG PYTHON_VERSION=3.12

FROM python:${PYTHON_VERSION}-slim AS build

ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never \
    VIRTUAL_ENV=/opt/venv

WORKDIR /build

# uv comes in the version that the lock names, checked against its hashes.
COPY requirements-dev.lock ./
RUN awk '/^[^ ]/ { wanted = /^uv==/ } wanted' requirements-dev.lock > uv.lock \
    && pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore \
        --require-hashes --requirement uv.lock \
    && python -m venv --without-pip "$VIRTUAL_ENV"

# The packages are a layer of their own: an edit in app/ does not install them again.
COPY requirements.lock ./
RUN uv pip install --require-hashes --requirement requirements.lock

COPY pyproject.toml ./
COPY app ./app
RUN uv pip install --no-deps --no-build-isolation .


FROM python:${PYTHON_VERSION}-slim

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BODYWISE_CONTENT=/srv/content \
    BODYWISE_ON_ERROR=serve

RUN groupadd --system --gid 10001 bodywise \
    && useradd --system --uid 10001 --gid bodywise --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin bodywise

COPY --from=build /opt/venv /opt/venv
COPY content /srv/content

WORKDIR /srv
# By number, so that a cluster can see that it is not root.
USER 10001:10001

EXPOSE 8000

# Not through urllib: that would ask a proxy, where the environment names one.
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('BODYWISE_PORT', '8000')), timeout=2); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]

CMD ["bodywise", "serve", "--host", "0.0.0.0"]
