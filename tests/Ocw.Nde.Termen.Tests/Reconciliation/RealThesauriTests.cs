using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Reconciliation;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Reconciliation;

/// <summary>Preferred labels of real thesauri, sent back as queries: what only one term bears is matched with it.</summary>
public sealed class RealThesauriTests
{
    private const int Sample = 400;

    [SharedTheory("thesauri")]
    [InlineData("thesauri/nmvw/nmvw-skos.ttl.gz", null)]
    [InlineData("thesauri/nmvw/nmvw-skos.ttl.gz", "http://www.w3.org/2004/02/skos/core#Concept")]
    [InlineData("thesauri/koloniaalverleden/koloniaalverleden-skos.ttl.gz", null)]
    public async Task A_preferred_label_that_only_one_term_bears_is_a_match(string path, string? type)
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfShared(path);
        var source = Sources.Of("echt") with { Graph = new Ocw.Nde.Rdf.Terms.Iri(TermGraph.Iri) };
        await index.Index.RebuildAsync(source, graph.Quads, graph.Id, "1");
        var labels = UniqueLabels(index.Index);
        var step = Math.Max(1, labels.Count / Sample);
        var chosen = labels.Where((_, i) => i % step == 0).ToList();
        var batch = chosen.Select((pair, i) => new BatchItem("q" + i, new ReconciliationQuery { Text = pair.Label, Types = type is null ? [] : [type], Limit = 5 }, null)).ToList();

        var network = new TermNetwork(index.Index);
        var answers = await new Reconciler(network, () => index.Index, new ReconciliationOptions()).ReconcileAsync(batch, new ReconciliationScopes(network, "urn:all").Whole, ["nl"], default);

        var missed = chosen.Zip(answers).Where(pair => pair.Second.Candidates is not [{ IsMatch: true } first, ..] || first.Term.Iri != pair.First.Iri).ToList();
        Assert.True(missed.Count <= chosen.Count * 0.02, $"{missed.Count} of {chosen.Count}: {string.Join("\n", missed.Take(25).Select(pair => $"{pair.First.Label} -> {string.Join(" | ", pair.Second.Candidates.Take(2).Select(c => $"{c.Term.Iri[^6..]} {c.Score} {c.IsMatch} {string.Join(',', c.Features.Select(f => f.Id))}"))}"))}");
        Assert.DoesNotContain(chosen.Zip(answers), pair => pair.Second.Candidates is [{ IsMatch: true } first, ..] && first.Term.Iri != pair.First.Iri);
    }

    // The preferred labels of current terms whose words no other label has, in whatever order.
    private static List<(string Iri, string Label)> UniqueLabels(TermIndex index)
    {
        using var lease = index.Acquire();
        var source = lease.Sources[0];
        var bearers = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var preferred = new List<(int Term, string Iri, string Label)>();
        for (var term = 0; term < source.TermCount; term++)
        {
            var (iri, labels) = source.Labels(term);
            foreach (var label in labels)
            {
                var form = LabelForm.Parse(label.Text);
                foreach (var key in (string[])[form.Sorted, TextFolder.SortWords(form.Folded)])
                {
                    if (!bearers.TryGetValue(key, out var terms))
                        bearers.Add(key, terms = []);
                    terms.Add(term);
                }
            }

            if (source.Facts[term].Deprecated == 0 && labels.FirstOrDefault(label => label.Kind == TermLabelKind.Preferred) is { Text.Length: > 0 } first)
                preferred.Add((term, iri, first.Text));
        }

        return [.. preferred.Where(pair => LabelForm.Parse(pair.Label) is { IsEmpty: false } form && bearers[form.Sorted].Count == 1 && bearers[TextFolder.SortWords(form.Folded)].Count == 1).Select(pair => (pair.Iri, pair.Label))];
    }
}
