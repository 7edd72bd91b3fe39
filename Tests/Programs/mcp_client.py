"""Talks with `ouderwijs mcp` through the official Python SDK, in every version of the protocol.

    mcp_client.py PROGRAM [OPTION...]
"""

import asyncio
import json
import sys

import mcp.client.session
from mcp import Client, ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

parameters = StdioServerParameters(command=sys.argv[1], args=["mcp", *sys.argv[2:]])
tools = {"vraag", "zoek", "passage"}


async def check(session, structured=True):
    """The SDK checks structured content against the tool's output schema by itself."""
    listed = {t.name: t for t in (await session.list_tools()).tools}
    assert tools <= listed.keys(), listed.keys()
    for tool in listed.values():
        assert tool.title and tool.description and tool.input_schema["type"] == "object"
        assert bool(tool.output_schema) == structured
    for tool, arguments in [
        ("vraag", {"query": "hoe bereik ik alle ouders?", "limit": 2}),
        ("vraag", {"query": "wat kost een zonnepaneel?"}),
        ("zoek", {"query": "ouders", "limit": 3, "filter": {"kind": ["tip"]}}),
        ("zoek", {"query": "\"goed gesprek\" -huiswerk", "mode": "all", "offset": 1}),
    ]:
        result = await session.call_tool(tool, arguments)
        assert not result.is_error, result
        text = json.loads(result.content[0].text)
        assert text["ok"] and (result.structured_content == text if structured else True)
    found = json.loads((await session.call_tool("zoek", {"query": "ouders"})).content[0].text)
    key = found["hits"][0]["id"]
    passage = json.loads((await session.call_tool("passage", {"key": key})).content[0].text)
    assert passage["passage"]["id"] == key
    if "themas" in listed:
        topics = json.loads((await session.call_tool("themas", {})).content[0].text)
        assert topics["ok"]
    for tool, arguments in [("vraag", {}), ("passage", {"key": "nergens"}), ("zoek", {"query": 5})]:
        result = await session.call_tool(tool, arguments)
        assert result.is_error and result.content[0].text, result
    try:
        await session.call_tool("bestaat-niet", {})
        raise AssertionError("an unknown tool was called")
    except MCPError as error:
        assert error.error.code == -32602

    resources, cursor = [], None
    while True:
        page = await session.list_resources(cursor=cursor) if cursor else await session.list_resources()
        resources += page.resources
        cursor = page.next_cursor
        if not cursor:
            break
    assert resources and len({str(r.uri) for r in resources}) == len(resources)
    for resource in resources[:3]:
        read = await session.read_resource(resource.uri)
        assert json.loads(read.contents[0].text)["id"] == resource.name
    templates = (await session.list_resource_templates()).resource_templates
    assert templates[0].uri_template.startswith("ouderwijs://document/")
    try:
        await session.read_resource("ouderwijs://document/nergens")
        raise AssertionError("a resource that is not there was read")
    except MCPError:
        pass

    prompts = (await session.list_prompts()).prompts
    for prompt in prompts:
        values = {"onderwerp": "contact met ouders", "minuten": "60", "doelgroep": "leraar"}
        got = await session.get_prompt(prompt.name, values)
        assert "60 minuten" in got.messages[0].content.text
    assert prompts
    try:
        await session.get_prompt(prompts[0].name, {})
        raise AssertionError("a prompt came without its topic")
    except MCPError as error:
        assert error.error.code == -32602


async def handshake(version):
    mcp.client.session.LATEST_HANDSHAKE_VERSION = version
    async with stdio_client(parameters) as (reader, writer):
        async with ClientSession(reader, writer) as session:
            result = await session.initialize()
            assert result.protocol_version == version, result
            assert result.server_info.name == "ouderwijs" and result.instructions
            await session.send_ping()
            await check(session, structured=version >= "2025-06-18")
            calls = [session.call_tool("vraag", {"query": "ouders"}) for _ in range(100)]
            assert all(not r.is_error for r in await asyncio.gather(*calls))
    print(f"{version}: goed")


async def stateless():
    async with Client(stdio_client(parameters)) as client:
        assert client.protocol_version == "2026-07-28", client.protocol_version
        await check(client)
    print("2026-07-28: goed")


for version in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]:
    asyncio.run(handshake(version))
asyncio.run(stateless())
