using System.Text.Json;
using Ocw.Nde.Termen.GraphQl;

namespace Ocw.Nde.Termen.Tests.GraphQl;

/// <summary>Execution (GraphQL October 2021, §6 and §7).</summary>
public sealed class ExecutionTests
{
    [Theory]
    [InlineData("{hello}", """{"data":{"hello":"Hello you"}}""")]
    [InlineData("{a: hello(to: \"é\") __typename}", """{"data":{"a":"Hello é","__typename":"Query"}}""")]
    [InlineData("{books(first: 1) {id ...F ... on Book {kind} ... {author {name}}}} fragment F on Named {name __typename}",
        """{"data":{"books":[{"id":"1","name":"Max Havelaar","__typename":"Book","kind":"NOVEL","author":{"name":"Multatuli"}}]}}""")]
    [InlineData("{books(first: 1) {id author {name}} books(first: 1) {name author {__typename}}}",
        """{"data":{"books":[{"id":"1","author":{"name":"Multatuli","__typename":"Author"},"name":"Max Havelaar"}]}}""")]
    [InlineData("{found {__typename ... on Book {id} ... on Author {name}}}", """{"data":{"found":[{"__typename":"Book","id":"1"},{"__typename":"Author","name":"Multatuli"},null]}}""")]
    [InlineData("{names {name}}", """{"data":{"names":[{"name":"Max Havelaar"},{"name":"Multatuli"},null]}}""")]
    [InlineData("{a: hello @skip(if: true) b: hello @include(if: false) c: hello ... @skip(if: true) {d: hello}}", """{"data":{"c":"Hello you"}}""")]
    [InlineData("{echo(filter: {name: \"n\", kind: POEM, tags: \"a\"}, ids: [1, \"b\"], number: 2)}", """{"data":{"echo":"filter={kind:2,least:3,name:n,tags:[a]} ids=[1,b] number=2"}}""")]
    [InlineData("{echo(deep: 1, key: {name: \"x\"})}", """{"data":{"echo":"key={name:x} deep=[[1]]"}}""")]
    [InlineData("{books(first: 1) {id} books @skip(if: true) {name}}", "differing arguments")]
    public async Task A_query_gives_what_was_asked_in_the_order_of_the_question(string query, string expected)
    {
        var answer = await Library.AskAsync(query);

        if (expected.StartsWith('{'))
            Assert.Equal(expected, answer);
        else
            Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query ($a: String) {hello(to: $a)}", "{\"a\": \"x\"}", "Hello x")]
    [InlineData("query ($a: String = \"d\") {hello(to: $a)}", null, "Hello d")]
    [InlineData("query ($a: String = \"d\") {hello(to: $a)}", "{\"a\": null}", "Hello you")]
    [InlineData("query ($a: Int) {books(first: $a) {id}}", "{}", "\"id\":\"3\"")]
    [InlineData("query ($f: Filter) {echo(filter: $f)}", "{\"f\": {\"name\": \"n\", \"tags\": \"t\"}}", "filter={least:3,name:n,tags:[t]}")]
    [InlineData("query ($n: String!) {echo(filter: {name: $n, kind: NOVEL})}", "{\"n\": \"v\"}", "filter={kind:1,least:3,name:v}")]
    [InlineData("query ($t: [String!], $k: Kind) {echo(filter: {name: \"n\", kind: $k, tags: $t})}", "{}", "filter={least:3,name:n}")]
    [InlineData("query ($c: Int!) {needs(count: $c)}", "{\"c\": 2.0}", "\"needs\":\"2\"")]
    [InlineData("query ($c: Int!) {needs(count: $c)}", "{}", "of required type \\\"Int!\\\" was not provided")]
    [InlineData("query ($c: Int!) {needs(count: $c)}", "{\"c\": \"2\"}", "Variable \\\"$c\\\" got an invalid value: \\\"2\\\" is no value of type \\\"Int\\\"")]
    [InlineData("query ($c: Int!) {needs(count: $c)}", "{\"c\": 2.5}", "2.5 is no value of type \\\"Int\\\"")]
    [InlineData("query ($c: Int!) {needs(count: $c)}", "{\"c\": null}", "may not be null")]
    [InlineData("query ($c: Int = 1) {needs(count: $c)}", "{\"c\": null}", "may not be null")]
    [InlineData("query ($k: Kind) {echo(filter: {name: \"a\", kind: $k})}", "{\"k\": \"ESSAY\"}", "is no value of the enum \\\"Kind\\\": NOVEL, POEM, PLAY")]
    [InlineData("query ($f: Filter) {echo(filter: $f)}", "{\"f\": {\"name\": \"n\", \"tags\": [\"a\", 1]}}", "at \\\"f.tags[1]\\\": 1 is no value of type \\\"String\\\"")]
    [InlineData("query ($f: Filter) {echo(filter: $f)}", "{\"f\": {\"x\": 1}}", "has no field \\\"x\\\"")]
    [InlineData("query ($f: Filter) {echo(filter: $f)}", "{\"f\": {}}", "the field \\\"name\\\" of type \\\"String!\\\" is required")]
    [InlineData("query ($k: Key) {echo(key: $k)}", "{\"k\": {\"id\": 1, \"name\": \"x\"}}", "exactly one field")]
    [InlineData("query ($a: String) {hello(to: $a)}", "{\"a\": \"\\ud800\"}", "surrogate")]
    public async Task Variables_are_coerced_to_their_types(string query, string? variables, string expected)
    {
        var answer = await Library.AskAsync(query, variables);

        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_takes_the_nearest_place_that_may_be_null_and_names_its_path()
    {
        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field Book.writer.","locations":[{"line":1,"column":12}],"path":["books",1,"writer"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"books":[{"id":"1","writer":{"name":"Multatuli"}},null,{"id":"3","writer":{"name":"Couperus"}}]}}""",
            await Library.AskAsync("{books {id writer {name}}}"));
        Assert.Contains("\"data\":{\"strict\":null,\"hello\":\"Hello you\"}", await Library.AskAsync("{strict {writer {name}} hello}"), StringComparison.Ordinal);
        Assert.Contains("\"data\":{\"books\":[null]}", await Library.AskAsync("{books(first: 1) {refused}}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_a_resolver_is_told_to_the_log_and_not_to_the_client()
    {
        var faults = new List<string>();
        var executor = new GraphQlExecutorWithLog(faults);

        var answer = await executor.AskAsync("{books(first: 1) {id broken}}");

        Assert.Contains("\"books\":[{\"id\":\"1\",\"broken\":null}]", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.Equal(["books/0/broken secret"], faults);
    }

    [Fact]
    public async Task One_item_of_a_list_may_be_an_error_and_the_others_stand()
    {
        var answer = await Library.AskAsync("{some {id}}");

        Assert.Contains("\"data\":{\"some\":[{\"id\":\"1\"},null,{\"id\":\"2\"}]}", answer, StringComparison.Ordinal);
        Assert.Contains("\"message\":\"The second is missing.\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"some\",1]", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query A {hello} query B {b: hello}", "B", "{\"data\":{\"b\":\"Hello you\"}}")]
    [InlineData("query A {hello} query B {b: hello}", null, "name one of them as operationName")]
    [InlineData("query A {hello}", "C", "no operation named")]
    [InlineData("fragment F on Query {hello}", null, "never used")]
    public async Task The_operation_is_chosen_by_its_name(string query, string? operation, string expected) =>
        Assert.Contains(expected, await Library.AskAsync(query, operation: operation), StringComparison.Ordinal);

    [Fact]
    public async Task A_list_is_given_in_parts_to_who_can_read_them()
    {
        var request = new GraphQlRequest { Query = "{hello slow @stream(initialCount: 1, label: \"l\") {id writer {name}}}", State = new Library.Shelf(), AcceptsParts = true };

        var result = await Library.Executor.ExecuteAsync(request, CancellationToken.None);
        var parts = new List<string>();
        await foreach (var part in result.PartsAsync(CancellationToken.None))
            parts.Add(Library.Write(part.WriteTo));

        Assert.Equal("""{"data":{"hello":"Hello you","slow":[{"id":"1","writer":{"name":"Multatuli"}}]},"pending":[{"id":"0","path":["slow"],"label":"l"}],"hasNext":true}""", Library.Json(result));
        Assert.Equal(
            [
                """{"incremental":[{"id":"0","items":[null],"errors":[{"message":"Cannot return null for non-nullable field Book.writer.","locations":[{"line":1,"column":54}],"path":["slow",1,"writer"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}],"hasNext":true}""",
                """{"incremental":[{"id":"0","items":[{"id":"3","writer":{"name":"Couperus"}}]}],"hasNext":true}""",
                """{"completed":[{"id":"0"}],"hasNext":false}""",
            ],
            parts);
    }

    [Fact]
    public async Task Who_cannot_read_parts_gets_the_whole_list_at_once()
    {
        var answer = await Library.AskAsync("{slow @stream {id}}");

        Assert.Equal("""{"data":{"slow":[{"id":"1"},{"id":"2"},{"id":"3"}]}}""", answer);
    }

    [Fact]
    public async Task The_schema_can_be_asked_for()
    {
        using var answer = JsonDocument.Parse(await Library.AskAsync("""
            {__schema {description queryType {name} mutationType {name} directives {name locations args {name type {name kind ofType {name}} defaultValue}}}
             book: __type(name: "Book") {kind interfaces {name} fields {name} all: fields(includeDeprecated: true) {name isDeprecated deprecationReason}}
             kind: __type(name: "Kind") {enumValues {name} all: enumValues(includeDeprecated: true) {name}}
             found: __type(name: "Found") {possibleTypes {name}} named: __type(name: "Named") {kind possibleTypes {name}}
             filter: __type(name: "Filter") {inputFields {name defaultValue type {kind ofType {name}}}} key: __type(name: "Key") {isOneOf} none: __type(name: "None") {name}}
            """));
        var data = answer.RootElement.GetProperty("data");

        Assert.Equal("Books", data.GetProperty("__schema").GetProperty("description").GetString());
        Assert.DoesNotContain("old", data.GetProperty("book").GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal("Use name", data.GetProperty("book").GetProperty("all").EnumerateArray().Single(f => f.GetProperty("isDeprecated").GetBoolean()).GetProperty("deprecationReason").GetString());
        Assert.Equal(2, data.GetProperty("kind").GetProperty("enumValues").GetArrayLength());
        Assert.Equal(3, data.GetProperty("kind").GetProperty("all").GetArrayLength());
        Assert.Equal(["Book", "Author"], data.GetProperty("found").GetProperty("possibleTypes").EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.Equal("INTERFACE", data.GetProperty("named").GetProperty("kind").GetString());
        Assert.Equal("3", data.GetProperty("filter").GetProperty("inputFields")[2].GetProperty("defaultValue").GetString());
        Assert.True(data.GetProperty("key").GetProperty("isOneOf").GetBoolean());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("none").ValueKind);
    }

    private sealed class GraphQlExecutorWithLog(List<string> faults)
    {
        private readonly Termen.GraphQl.Execution.GraphQlExecutor _executor = new(Library.Schema, onFault: (e, path) => faults.Add($"{path} {e.Message}"));

        public async Task<string> AskAsync(string query) =>
            Library.Json(await _executor.ExecuteAsync(new GraphQlRequest { Query = query, State = new Library.Shelf() }, CancellationToken.None));
    }
}
