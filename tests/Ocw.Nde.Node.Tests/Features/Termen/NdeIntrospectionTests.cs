using System.Buffers;
using System.Text.Json;
using Ocw.Nde.Node.Features.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl.Execution;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Features.Termen;

/// <summary>What NDE's Network of Terms says of its schema is true of ours too.</summary>
public sealed class NdeIntrospectionTests
{
    private const string Recorded = "nde/network-of-terms/expected/nt-introspection.json";

    [SharedFact(Recorded)]
    public async Task All_that_clients_of_NDE_know_of_the_schema_holds_here()
    {
        var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedData.PathOf(Recorded))).RootElement;
        expected = (expected.TryGetProperty("data", out var data) ? data : expected).GetProperty("__schema");
        var actual = (await AskAsync("""
            {__schema {queryType {kind name} mutationType {name} subscriptionType {name}
              types {kind name description specifiedByURL isOneOf fields(includeDeprecated: true) {name description args(includeDeprecated: true) {...Input} type {...Ref} isDeprecated deprecationReason}
                inputFields {...Input} interfaces {...Ref} enumValues(includeDeprecated: true) {name description isDeprecated deprecationReason} possibleTypes {...Ref}}
              directives {name description locations args {...Input}}}}
            fragment Input on __InputValue {name description type {...Ref} defaultValue}
            fragment Ref on __Type {kind name ofType {kind name ofType {kind name ofType {kind name}}}}
            """)).GetProperty("data").GetProperty("__schema");

        var missing = new List<string>();
        Compare(expected, actual, "", missing);

        Assert.Empty(missing);
        Assert.True(expected.GetProperty("types").GetArrayLength() > 30);
    }

    private static async Task<JsonElement> AskAsync(string query)
    {
        var result = await new GraphQlExecutor(TermsSchema.Schema).ExecuteAsync(new GraphQlRequest { Query = query }, CancellationToken.None);
        Assert.Empty(result.Errors);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer))
            result.WriteTo(writer);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    // Members of lists are found by their names, so that ours may have more of them; everything else must be the same.
    private static void Compare(JsonElement expected, JsonElement actual, string path, List<string> missing)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in expected.EnumerateObject())
                {
                    if (actual.ValueKind == JsonValueKind.Object && actual.TryGetProperty(member.Name, out var same))
                        Compare(member.Value, same, $"{path}.{member.Name}", missing);
                    else if (member.Value.ValueKind != JsonValueKind.Null)
                        missing.Add($"{path}.{member.Name} is not there");
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in expected.EnumerateArray())
                    CompareItem(item, actual, path, missing);
                break;
            default:
                if (expected.ToString() != actual.ToString() || expected.ValueKind != actual.ValueKind)
                    missing.Add($"{path} is {actual} and not {expected}");
                break;
        }
    }

    private static void CompareItem(JsonElement item, JsonElement actual, string path, List<string> missing)
    {
        var name = NameOf(item);
        var same = actual.ValueKind == JsonValueKind.Array ? actual.EnumerateArray().FirstOrDefault(a => NameOf(a) == name) : default;
        if (same.ValueKind == JsonValueKind.Undefined)
            missing.Add($"{path}[{name}] is not there");
        else
            Compare(item, same, $"{path}[{name}]", missing);
    }

    private static string NameOf(JsonElement item) => item.ValueKind == JsonValueKind.Object ? item.GetProperty("name").ToString() : item.ToString();
}
