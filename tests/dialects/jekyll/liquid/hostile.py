"""Templates that ask for too much, each in a way of its own."""

BIG = 60_000
_GROW = '{% assign a = "xxxxxxxxxx" %}'
_LIST = '{% assign a = "x,y,z,x,y,z,x,y" | split: "," %}'


def loop(turns: int, body: str) -> str:
    """The body in a loop."""
    return f"{{% for i in (1..{turns}) %}}{body}{{% endfor %}}"


def nested(depth: int, body: str) -> str:
    """The body within blocks."""
    return "{% if true %}" * depth + body + "{% endif %}" * depth


# These end in `liquid-limit`.
LIMITED = {
    "loops in loops": loop(50_000, loop(50_000, "a")),
    "empty loops in loops": loop(90_000, loop(90_000, "{% assign x = 1 %}")),
    "loops that hold nothing": loop(90_000, loop(90_000, "")),
    "a range without end": loop(10**9, "a"),
    "a range counted back": "{% for i in (1..1000000000) reversed %}a{% endfor %}",
    "a range beyond any machine": f"{{% for i in (1..{'9' * 500}) %}}a{{% endfor %}}",
    "a table without end": "{% tablerow i in (1..1000000000) %}a{% endtablerow %}",
    "a range made a list": '{{ (1..1000000000) | join: "," }}',
    "a range sorted": "{{ (1..1000000000) | sort | first }}",
    "a range searched": "{{ (1..1000000000) | where_exp: 'x', 'x > 1' | size }}",
    "100 MB by doubling": _GROW + loop(40, "{% assign a = a | append: a %}") + "{{ a }}",
    "100 MB by output": loop(90_000, "x" * 1_200),
    "100 MB in a capture": "{% capture a %}" + loop(90_000, "x" * 1_200) + "{% endcapture %}",
    "doubling by replace": _GROW + loop(9, '{% assign a = a | replace: "x", a %}'),
    "doubling by join": _LIST + loop(9, "{% assign b = a | join: b %}"),
    "a list that doubles": _LIST + loop(40, "{% assign a = a | concat: a %}"),
    "lists in lists": _LIST + loop(45, "{% assign a = a | push: a | push: a %}") + "{{ a }}",
    "lists in lists as JSON": _LIST
    + loop(40, "{% assign a = a | push: a | push: a %}")
    + "{{ a | jsonify }}",
    "lists in lists compared": _LIST
    + "{% assign b = a | reverse | reverse %}"
    + loop(40, "{% assign a = a | push: a | push: a %}{% assign b = b | push: b | push: b %}")
    + "{% if a == b %}x{% endif %}",
    "groups in groups": "{% assign a = page.rows | slice: 0, 3 %}"
    + loop(45, '{% assign a = a | concat: a | group_by: "name" %}')
    + "{{ a | inspect }}",
    "numbers that square": "{% assign a = 999999999 %}" + loop(50, "{% assign a = a | times: a %}"),
    "a number of 100,000 digits": f'{{{{ "{"9" * 9_000}" | plus: 1 }}}}',
    "a date with a wide field": '{{ "now" | date: "%999999999Y" }}',
    "a date with a field that is too wide": '{{ "now" | date: "%101Y" }}',
    "a date with many wide fields": '{% assign a = "%99Y" %}'
    + loop(20, "{% assign a = a | append: a %}")
    + '{{ "now" | date: a }}',
    "blocks within blocks": nested(5_000, "a"),
    "too long a tag": "{{ " + "a" * 20_000 + " }}",
    "more tags than there are steps": "{{a}}" * BIG * 2,
    "brackets that never close": ("{{ " + "[" * 5_000 + " }}") * 100,
    "parentheses that never close": ("{{ " + "(" * 5_000 + " }}") * 100,
    "an include of itself": "{% include itself.html %}",
    "two includes of each other": "{% include one.html %}",
    "an include of itself, twice": "{% include twice.html %}",
    "an include that loops": loop(90_000, "{% include small.html %}"),
    "long texts compared": '{% assign a = "x" %}'
    + loop(19, "{% assign a = a | append: a %}")
    + '{% assign b = a | append: "y" %}'
    + loop(90_000, "{% if b contains a and b == a %}{% endif %}{% assign c = c | plus: 1 %}"),
    "a list sorted over and over": loop(
        1_000, '{% assign r = page.rows | sort: "k" %}{{ r | size }}'
    ),
}
# These are answered, whatever the answer; none may take long.
ANSWERED = {
    "raw that never ends": "{% raw %}" * BIG,
    "comments that never end": "{% comment %}" * BIG,
    "comments with one end": "{% comment %}" * BIG + "{% endcomment %}",
    "outputs that never end": "{{ " * BIG,
    "tags that never end": "{% " * BIG,
    "blocks that never end": "{% if a %}" * 30_000,
    "ends without a beginning": "{% endif %}" * 30_000,
    "ends of other blocks": "{% for a in b %}{% if c %}{% endfor %}" * 10_000,
    "unknown tags": "{% nothing %}" * 30_000,
    "spaces in tags": ("{%" + " " * 9_000) * 50,
    "spaces in a liquid tag": "{% liquid a" + " " * 9_000 + "b %}",
    "quotes that never end": "{{ " + "'" * 9_001 + " }}",
    "a condition without end": "{% if " + "a and " * 1_600 + "a %}x{% endif %}",
    "an index of an index": "{{ " + "a[" * 3_000 + "a" + "]" * 3_000 + " }}",
    "filters without end": "{{ a " + "| upcase " * 1_000 + "}}",
    "html without end": "{{ page.opened | strip_html }}",
    "scripts without end": "{{ page.scripts | strip_html }}",
    "a truncation beyond all": "{{ 'a b' | truncatewords: 99999999999999999999 }}",
    "a slice beyond all": "{{ 'a b' | slice: -99999999999999999999, 99999999999999999999 }}",
    "rounding beyond all": "{{ 1.5 | round: 999999999 }}",
    "a moment beyond all": "{{ 99999999999999999999 | date: '%Y' }}",
    "a quotient beyond all": "{{ 1 | divided_by: 0 }}{{ 1.0 | modulo: 0.0 }}",
    "infinity": "{{ 9" + "9" * 400 + ".0 | plus: 1 | ceil }}",
    "the size of a range": f"{{{{ (1..{'9' * 100}) | size }}}}",
}
INCLUDES = {
    "itself.html": "x{% include itself.html %}",
    "one.html": "1{% include two.html %}",
    "two.html": "2{% include one.html %}",
    "twice.html": "x{% include twice.html %}{% include twice.html %}",
    "small.html": "{{ include.a }}" * 100,
}
PAGE = {
    "rows": [{"k": f"{number:05}"} for number in range(5_000)],
    "opened": "<" * 500_000,
    "scripts": "<script" * 80_000,
}
