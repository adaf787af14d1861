using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Quality;

/// <summary>Faults of labels, notations and notes.</summary>
internal sealed class LabelChecks(SkosModel model, FindingList findings)
{
    private static readonly TermIndexOptions s_ceilings = new();

    internal void Run()
    {
        if (!model.Concepts.Any())
            findings.Add("no-concepts", "");
        foreach (var name in model.UndefinedSkos.Order(StringComparer.Ordinal))
            findings.Add("undefined-skos", name);
        var anyTagged = model.Nodes.SelectMany(node => node.Labels).Any(label => label.Language.Length > 0);
        foreach (var node in model.Nodes)
            Labels(node, anyTagged);
        Overlaps();
        Languages();
    }

    private void Labels(SkosNode node, bool anyTagged)
    {
        if ((node.IsConcept || node.IsScheme) && !node.Iri.StartsWith("_:", StringComparison.Ordinal) && IsDescribed(node) && !node.Labels.Exists(label => label.Kind is SkosLabel.Preferred or SkosLabel.Plain && !IsBlank(label.Text)))
            findings.Add("missing-labels", node.Iri);
        if (node is { IsConcept: true, IsDocumented: false } && IsDescribed(node))
            findings.Add("undocumented-concepts", node.Iri);
        if (node.Labels.Count > s_ceilings.MaxValuesPerTerm)
            findings.Add("huge-labels", node.Iri, $"{node.Labels.Count} labels");
        foreach (var same in node.Labels.Where(label => label.Kind == SkosLabel.Preferred).Distinct().GroupBy(label => label.Language, StringComparer.Ordinal).Where(group => group.Count() > 1))
            findings.Add("ambiguous-labels", node.Iri, string.Join(" | ", same.Select(label => Show(label.Text, label.Language))));
        foreach (var clash in node.Labels.Where(label => label.Kind != SkosLabel.Plain).GroupBy(label => (label.Text, label.Language)).Where(group => group.Select(label => label.Kind).Distinct().Count() > 1))
            findings.Add("disjoint-labels", node.Iri, Show(clash.Key.Text, clash.Key.Language));
        foreach (var (_, text, language) in node.Labels)
            Label(node, text, language, anyTagged);
    }

    private void Label(SkosNode node, string text, string language, bool anyTagged)
    {
        if (IsBlank(text))
            findings.Add("empty-labels", node.Iri);
        if (text.Length > s_ceilings.MaxLabelLength)
            findings.Add("huge-labels", node.Iri, $"{text.Length} > {s_ceilings.MaxLabelLength}");
        if (text.Any(c => char.IsControl(c) || c is '\u200B' or '\uFEFF' or '\uFFFD'))
            findings.Add("unprintable-characters", node.Iri, Show(text, language));
        if (DoubleEncoding.TryMend(text, out var mended))
            findings.Add("double-encoded", node.Iri, $"{Show(text, language)} → {mended}");
        if (language.Length > 0 && !LanguageTags.IsKnown(language))
            findings.Add("invalid-language-tags", node.Iri, Show(text, language));
        if (language.Length == 0 && anyTagged)
            findings.Add("omitted-language-tags", node.Iri, Show(text, language));
    }

    private void Overlaps()
    {
        var concepts = model.Concepts.ToList();
        foreach (var group in concepts.SelectMany(node => node.Labels.Where(label => label.Kind is SkosLabel.Preferred or SkosLabel.Alternative && !IsBlank(label.Text)).SelectMany(label => SchemesOf(node).Select(scheme => (Key: (scheme, Text: label.Text.ToUpperInvariant(), label.Language), node, label.Text, label.Kind))))
                     .GroupBy(one => one.Key).Where(group => group.Any(one => one.Kind == SkosLabel.Preferred) && group.Select(one => one.node.Number).Distinct().Count() > 1))
            findings.Add("overlapping-labels", group.First().node.Iri, $"{group.First().Text}: {string.Join(", ", group.Select(one => one.node.Iri).Distinct(StringComparer.Ordinal).Skip(1).Take(5))}");
        foreach (var group in concepts.SelectMany(node => node.Notations.Distinct(StringComparer.Ordinal).SelectMany(notation => SchemesOf(node).Select(scheme => (Key: (scheme, notation), node))))
                     .GroupBy(one => one.Key).Where(group => group.Select(one => one.node.Number).Distinct().Count() > 1))
            findings.Add("ambiguous-notations", group.First().node.Iri, $"{group.Key.notation}: {string.Join(", ", group.Select(one => one.node.Iri).Distinct(StringComparer.Ordinal).Skip(1).Take(5))}");
    }

    private void Languages()
    {
        HashSet<string>? common = null;
        foreach (var labels in model.Concepts.Select(node => node.Labels).Where(labels => labels.Count > 0))
        {
            var here = labels.Select(label => label.Language).ToHashSet(StringComparer.Ordinal);
            if (common is null)
                common = here;
            else
                common.IntersectWith(here);
        }

        if (common is { Count: 0 })
            findings.Add("no-common-language", "");
    }

    private static IEnumerable<int> SchemesOf(SkosNode node) => node.SchemeNodes.Count == 0 ? [-1] : node.SchemeNodes;

    // A concept of another vocabulary that this one only refers to has no labels here, and need not.
    private static bool IsDescribed(SkosNode node) => node.IsScheme || node.IsDeclared || node.Labels.Count > 0 || node.Relations.Count > 0 || node.SchemeNodes.Count > 0 || node.IsDocumented || node.Notations.Count > 0;

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);

    private static string Show(string text, string language)
    {
        var shown = new string([.. text.Take(80).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        return language.Length == 0 ? $"\"{shown}\"" : $"\"{shown}\"@{language}";
    }
}
