ARG PYTHON_VERSION=3.12

FROM python:${PYTHON_VERSION}-slim AS build

ENV UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never

WORKDIR /build

# uv comes in the version that the lock names, checked against its hashes. The tools of the
# build have an environment of their own, which is not copied into the image.
COPY requirements-dev.lock ./
RUN awk '/^[^ ]/ { wanted = /^uv==/ } wanted' requirements-dev.lock > uv.lock \
    && pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore \
        --require-hashes --requirement uv.lock \
    && python -m venv --without-pip /opt/tools \
    && python -m venv --without-pip /opt/venv

# What the project asks for and no more, in the versions and by the hashes of the lock: the
# build's own packages are in the lock too. These layers do not change with an edit in app/.
COPY pyproject.toml requirements.lock ./
RUN uv pip install --python /opt/tools --require-hashes --constraint requirements-dev.lock \
        --group build --group inventory \
    && uv pip install --python /opt/venv --require-hashes --constraint requirements.lock \
        --requirement pyproject.toml --compile-bytecode

COPY app ./app
RUN PATH=/opt/tools/bin:$PATH uv build --quiet --wheel --no-build-isolation \
        --python /opt/tools --out-dir . \
    && uv pip install --python /opt/venv --no-deps --compile-bytecode ./*.whl

# The list is made from what is installed, not from what the lock says.
RUN /opt/tools/bin/cyclonedx-py environment /opt/venv \
        --pyproject pyproject.toml --mc-type application \
        --output-reproducible --output-format JSON --output-file /opt/venv/sbom.cdx.json


FROM python:${PYTHON_VERSION}-slim

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=262144 \
    BODYWISE_CONTENT=/srv/content \
    BODYWISE_HOST=0.0.0.0 \
    BODYWISE_PORT=8000 \
    BODYWISE_ON_ERROR=serve \
    BODYWISE_EXPLORER=false \
    BODYWISE_WATCH=true \
    BODYWISE_EVENTS=false

COPY --from=build /opt/venv /opt/venv
# Other content takes its place as a volume.
COPY content /srv/content

WORKDIR /srv
# By number, so that a cluster can see that it is not root.
USER 10001:10001

EXPOSE 8000
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bodywise", "healthcheck"]

CMD ["bodywise", "serve"]

# Last, so that another version or commit leaves the layers above as they are.
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="Clinic content API" \
    org.opencontainers.image.description="A clinic's folder of Markdown files, served as typed, cross-linked JSON" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.created="${CREATED}"
