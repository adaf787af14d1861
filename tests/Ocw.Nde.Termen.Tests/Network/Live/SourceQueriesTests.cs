using System.Text.Json;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Network.Live;

public sealed class SourceQueriesTests
{
    [SharedFact("nde/network-of-terms/expected/nt-query-variants.json")]
    public void The_text_of_a_question_has_the_recorded_forms()
    {
        using var variants = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("nde/network-of-terms/expected/nt-query-variants.json")));

        var count = 0;
        foreach (var variant in variants.RootElement.EnumerateArray())
        {
            var input = variant.GetProperty("input").GetString()!;
            foreach (var (name, mode) in ((string, QueryMode)[])[("optimized", QueryMode.Optimized), ("raw", QueryMode.Raw)])
            {
                var expected = variant.GetProperty(name);
                Assert.Equal(new QueryText(expected.GetProperty("query").GetString()!, expected.GetProperty("virtuosoQuery").GetString()!), QueryText.Of(input, mode));
                count++;
            }
        }

        Assert.Equal(30, count);
    }

    [SharedFact("nde/network-of-terms/expected/wire-queries.json")]
    public void Queries_ask_what_the_network_of_terms_asks()
    {
        var entries = NdeCatalog.Load().Entries.ToDictionary(entry => entry.Iri);
        using var wire = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("nde/network-of-terms/expected/wire-queries.json")));

        var compared = 0;
        var differences = new List<string>();
        foreach (var one in wire.RootElement.GetProperty("cases").EnumerateArray())
        {
            var entry = entries[one.GetProperty("dataset").GetString()!];
            var queries = SourceQueries.Of(entry.Distributions[0]);
            foreach (var request in one.GetProperty("requests").EnumerateArray())
            {
                var theirs = request.GetProperty("query").GetString()!;
                var ours = one.GetProperty("kind").GetString()!.StartsWith("search", StringComparison.Ordinal)
                    ? queries.Search(entry, "Gouden Schilderij", QueryMode.Optimized, [], 10)
                    : queries.Lookup(IrisOf(entry, theirs));
                var (left, right) = (QueryAtoms.Of(theirs), QueryAtoms.Of(ours));
                compared++;
                Assert.True(left.Count >= 8, entry.Id);
                if (!left.SetEquals(right))
                    differences.Add($"{entry.Id} {one.GetProperty("kind").GetString()}\n  theirs: {string.Join("\n    ", left.Except(right))}\n  ours: {string.Join("\n    ", right.Except(left))}");
            }
        }

        Assert.Equal(111, compared);
        Assert.Empty(differences);
    }

    private static string[] IrisOf(Ocw.Nde.Termen.Catalog.CatalogEntry entry, string wire)
    {
        var found = wire.Split('<', '>').Where(part => part.EndsWith("aaa", StringComparison.Ordinal) || part.EndsWith("bbb", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.True(found.Length == 2, entry.Id);
        return found;
    }
}
