using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Reads of a kept term what a candidate needs: all of its own, and the names above it, but not the thousands below.</summary>
internal static class TermCard
{
    private const int MaxAbove = 32;

    internal static Term Read(SourceIndex index, int number, IReadOnlyList<string> languages) =>
        new(index.Record(number), index.Source) { Broader = References(index, index.Broader(number), languages) };

    internal static IReadOnlyList<TermReference> Above(SourceIndex index, int number, IReadOnlyList<string> languages) =>
        References(index, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(TermLookup.AncestorsOf(index, number)), languages);

    private static TermReference[] References(SourceIndex index, ReadOnlySpan<int> terms, IReadOnlyList<string> languages)
    {
        var references = new TermReference[Math.Min(terms.Length, MaxAbove)];
        for (var i = 0; i < references.Length; i++)
        {
            var (iri, labels) = index.Labels(terms[i]);
            references[i] = new TermReference(iri, LabelChoice.Best(labels, languages, index.Source.Languages).Text) { Labels = [.. labels.Where(label => label.Kind == TermLabelKind.Preferred)] };
        }

        return references;
    }
}
