using System.Text.Json;
using Ocw.Nde.Termen.Reconciliation;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Reconciliation;

public sealed class QueryBatchReaderTests
{
    private static readonly ReconciliationOptions s_options = new() { BatchSize = 3 };

    [Fact]
    public void A_batch_of_0_2_has_keys_types_and_properties()
    {
        var (version, items) = Read("""{"q0":{"query":" vaas ","type":["person","place"],"type_strict":"any","limit":3,"properties":[{"pid":"birth","v":1606},{"pid":"skos:broader","v":{"id":"urn:x","name":"keramiek"}}]}}""");

        Assert.Equal(ReconciliationVersion.V02, version);
        var query = Assert.Single(items).Query!;
        Assert.Equal(("q0", "vaas", TypeStrictness.Any, 3), (items[0].Key, query.Text, query.TypeStrictness, query.Limit));
        Assert.Equal(["person", "place"], query.Types);
        Assert.Equal(["1606"], query.Properties[0].Values);
        Assert.Equal("broader", query.Properties[1].Property.Id);
        Assert.Equal(["urn:x", "keramiek"], query.Properties[1].Values);
    }

    [Fact]
    public void A_type_may_be_a_text()
    {
        Assert.Equal(["person"], Read("""{"q0":{"query":"x","type":"person"}}""").Items[0].Query!.Types);
    }

    [Fact]
    public void A_batch_of_1_0_has_conditions()
    {
        var (version, items) = Read("""{"queries":[{"type":"person","limit":2,"lang":"en","conditions":[{"matchType":"name","propertyValue":"Rembrandt"},{"matchType":"property","propertyId":"birth","propertyValue":["1606","1607"],"required":true,"matchQuantifier":"any"},{"matchType":"id","propertyValue":"urn:a"}]}]}""");

        Assert.Equal(ReconciliationVersion.V10, version);
        var query = Assert.Single(items).Query!;
        Assert.Equal(("Rembrandt", "en", 2), (query.Text, query.Language, query.Limit));
        Assert.Equal(["urn:a"], query.Ids);
        Assert.True(query.Properties[0].IsRequired);
        Assert.Equal(["1606", "1607"], query.Properties[0].Values);
    }

    [Theory]
    [InlineData("""{"limit":1}""", "query")]
    [InlineData("""{"query":"x","limit":"not valid"}""", "limit")]
    [InlineData("""{"query":"x","limit":0}""", "limit")]
    [InlineData("""{"query":"x","limit":1.5}""", "limit")]
    [InlineData("""{"query":["x"]}""", "query")]
    [InlineData("""{"query":"x","type_strict":"maybe"}""", "type_strict")]
    [InlineData("""{"query":"x","properties":[{"v":"1"}]}""", "pid")]
    [InlineData("""{"query":"x","properties":[{"pid":"birth"}]}""", "'v'")]
    [InlineData("""{"query":"x","properties":"birth"}""", "properties")]
    [InlineData("""{"query":"\ud800"}""", "escape")]
    [InlineData("\"x\"", "object")]
    public void A_malformed_query_spoils_only_itself(string query, string named)
    {
        var (_, items) = Read("{\"bad\":" + query + ",\"good\":{\"query\":\"vaas\"}}");

        Assert.Null(items[0].Query);
        Assert.Contains(named, items[0].Fault, StringComparison.Ordinal);
        Assert.Equal("vaas", items[1].Query!.Text);
    }

    [Fact]
    public void An_unknown_property_is_told_and_not_used()
    {
        var query = Read("""{"q0":{"query":"x","properties":[{"pid":"kleur","v":"rood"}]}}""").Items[0].Query!;

        Assert.Empty(query.Properties);
        Assert.Contains("kleur", Assert.Single(query.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_is_too_large_says_how_large_it_may_be()
    {
        var fault = Assert.Throws<ReconciliationException>(() => Read("""{"a":{"query":"x"},"b":{"query":"x"},"c":{"query":"x"},"d":{"query":"x"}}"""));

        Assert.True(fault.IsTooLarge);
        Assert.Contains("at most 3", fault.Message, StringComparison.Ordinal);
    }

    [SharedTheory("harvest/reconciliation")]
    [InlineData("0.1")]
    [InlineData("0.2")]
    [InlineData("1.0-draft")]
    public void The_query_batches_of_the_specifications_are_read(string version)
    {
        var folder = SharedData.PathOf($"harvest/reconciliation/{version}/examples/reconciliation-query-batch");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "valid")))
            Assert.All(Read(File.ReadAllText(file)).Items, item => Assert.Null(item.Fault));
    }

    private static (ReconciliationVersion Version, IReadOnlyList<BatchItem> Items) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new QueryBatchReader(s_options).Read(document.RootElement.Clone());
    }
}
