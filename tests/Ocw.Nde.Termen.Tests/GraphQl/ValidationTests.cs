using Ocw.Nde.Termen.GraphQl;

namespace Ocw.Nde.Termen.Tests.GraphQl;

/// <summary>The rules of validation (GraphQL October 2021, §5), each with what breaks it.</summary>
public sealed class ValidationTests
{
    [Theory]
    [InlineData("query A {hello} query A {hello}", "only one operation named")]
    [InlineData("{hello} query A {hello}", "anonymous operation")]
    [InlineData("mutation {hello}", "queries only")]
    [InlineData("subscription {hello}", "queries only")]
    [InlineData("{helo}", "Did you mean \"hello\"?")]
    [InlineData("{found {name}}", "Cannot query field \"name\" on type \"Found\"")]
    [InlineData("{hello: __typename hello}", "different fields")]
    [InlineData("{books {id: name id}}", "conflicting types")]
    [InlineData("{hello(to: \"a\") hello(to: \"b\")}", "differing arguments")]
    [InlineData("{hello hello(to: \"b\")}", "differing arguments")]
    [InlineData("{found {... on Book {x: kind} ... on Author {x: name}}}", "conflicting types")]
    [InlineData("{books {author {n: name}} ...F} fragment F on Query {books {author {n: __typename}}}", "different fields")]
    [InlineData("{slow {id} slow @stream {id}}", "stream directives")]
    [InlineData("{hello {x}}", "must not have a selection")]
    [InlineData("{books}", "must have a selection")]
    [InlineData("{hello(too: 1)}", "Unknown argument \"too\"")]
    [InlineData("{hello(to: \"a\", to: \"a\")}", "only one argument")]
    [InlineData("{needs}", "is required")]
    [InlineData("{needs(count: null)}", "Expected value of type \"Int!\", found null")]
    [InlineData("{...F ...F} fragment F on Query {hello} fragment F on Query {hello}", "only one fragment named")]
    [InlineData("{...F} fragment F on Nothing {hello}", "Unknown type \"Nothing\"")]
    [InlineData("{... on Int {hello}}", "has no fields")]
    [InlineData("{hello} fragment F on Query {hello}", "never used")]
    [InlineData("{...G}", "Unknown fragment \"G\"")]
    [InlineData("{...F} fragment F on Query {hello ...F}", "within itself")]
    [InlineData("{...F} fragment F on Query {...G} fragment G on Query {hello ...F}", "within itself via \"G\"")]
    [InlineData("{books {...F}} fragment F on Author {name}", "cannot be spread here")]
    [InlineData("{books {... on Author {name}}}", "cannot be spread here")]
    [InlineData("{needs(count: 1.0)}", "Expected value of type \"Int!\", found 1.0")]
    [InlineData("{needs(count: 3000000000)}", "Expected value of type \"Int!\"")]
    [InlineData("{hello(to: 1)}", "Expected value of type \"String\"")]
    [InlineData("{echo(ids: [null])}", "Expected value of type \"ID!\"")]
    [InlineData("{echo(filter: {name: \"a\", kind: ESSAY})}", "does not exist in \"Kind\" enum")]
    [InlineData("{echo(filter: {name: \"a\", kind: \"NOVEL\"})}", "Expected value of type \"Kind\"")]
    [InlineData("{echo(filter: {name: \"a\", other: 1})}", "not defined by type \"Filter\"")]
    [InlineData("{echo(filter: {name: \"a\", name: \"b\"})}", "only one input field")]
    [InlineData("{echo(filter: {})}", "\"Filter.name\" of required type")]
    [InlineData("{echo(key: {id: 1, name: \"a\"})}", "exactly one key")]
    [InlineData("{echo(key: {id: null})}", "found null")]
    [InlineData("{hello @unknown}", "Unknown directive \"@unknown\"")]
    [InlineData("{hello @deprecated}", "may not be used on FIELD")]
    [InlineData("query @skip(if: true) {hello}", "may not be used on QUERY")]
    [InlineData("{hello @skip(if: true) @skip(if: false)}", "only be used once")]
    [InlineData("{hello @skip}", "\"if\" of type \"Boolean!\" is required")]
    [InlineData("{books @stream {id}}", "cannot be streamed")]
    [InlineData("query ($a: Int, $a: Int) {needs(count: 1) a: hello @skip(if: $a)}", "only one variable named")]
    [InlineData("query ($a: Book) {hello(to: $a)}", "non-input type")]
    [InlineData("query ($a: Strng) {hello(to: $a)}", "Unknown type \"Strng\". Did you mean \"String\"?")]
    [InlineData("{hello(to: $a)}", "Variable \"$a\" is not defined")]
    [InlineData("query Q {...F} fragment F on Query {hello(to: $a)}", "not defined by operation \"Q\"")]
    [InlineData("query ($a: String) {hello}", "Variable \"$a\" is never used")]
    [InlineData("query ($a: Int) {hello(to: $a)}", "of type \"Int\" used in position expecting type \"String\"")]
    [InlineData("query ($a: Int) {needs(count: $a)}", "expecting type \"Int!\"")]
    [InlineData("query ($a: [ID]) {echo(ids: $a)}", "of type \"[ID]\" used in position expecting type \"[ID!]\"")]
    [InlineData("query ($a: ID) {echo(key: {id: $a})}", "used in position expecting type")]
    [InlineData("query ($a: Int = \"x\") {needs(count: $a)}", "Expected value of type \"Int\"")]
    public async Task A_document_that_breaks_a_rule_is_refused_with_a_reason(string query, string expected)
    {
        var answer = await Library.AskAsync(query);

        Assert.Contains(expected, answer.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"locations\":[{\"line\":1,\"column\":", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{books {name name: name}}")]
    [InlineData("{found {... on Book {x: id} ... on Author {x: name}}}", "conflicting types")]
    [InlineData("{found {... on Book {x: name} ... on Author {x: name}}}")]
    [InlineData("{names {name ... on Book {id}}}")]
    [InlineData("{names {...F}} fragment F on Found {__typename}")]
    [InlineData("query ($a: Int = 1) {needs(count: $a)}")]
    [InlineData("query ($a: Int!) {books(first: $a) {id}}", "was not provided")]
    [InlineData("query ($a: ID!) {echo(ids: $a)}", "expecting type")]
    [InlineData("{echo(ids: 1)}")]
    [InlineData("{echo(key: {id: 1})}")]
    [InlineData("{hello @skip(if: false) @include(if: true)}")]
    public async Task What_the_rules_allow_is_executed(string query, string? refused = null)
    {
        var answer = await Library.AskAsync(query);

        if (refused is null)
            Assert.StartsWith("{\"data\":{", answer, StringComparison.Ordinal);
        else
            Assert.Contains(refused, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{books {sequels {sequels {sequels {id}}}}}", "5 fields deep; at most 4")]
    [InlineData("{books {a: id b: id c: id d: id e: id f: id g: id h: id i: id j: id k: id}}", "12 fields")]
    [InlineData("{a: hello b: hello c: hello}", "3 fields at its root; at most 2")]
    [InlineData("{books(first: 1000) {sequels {id}}}", "at most 500 are given at once")]
    public async Task What_costs_too_much_is_refused_before_it_runs(string query, string expected)
    {
        var answer = await Library.AskAsync(query, limits: new GraphQlLimits { MaxDepth = 4, MaxFields = 11, MaxRootFields = 2, MaxCost = 500 });

        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Contains(GraphQlCodes.TooComplex, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_that_multiply_are_measured_without_being_put_in_place()
    {
        var fragments = Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Book {{sequels {{...F{i + 1}}} other: sequels {{...F{i + 1}}}}}");

        var answer = await Library.AskAsync("{books {...F0}} " + string.Concat(fragments) + " fragment F40 on Book {id}", limits: new GraphQlLimits { MaxDepth = 100 });

        Assert.Contains("too many fields", answer, StringComparison.Ordinal);
    }
}
