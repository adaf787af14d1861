using System.Collections.Frozen;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>What an institution can do about a fault, by the property of the record, the path at fault and the constraint (<c>ontologies/shapes/hints.tsv</c>).</summary>
internal sealed class Hints
{
    private const string Any = "*";
    private const string Suffix = "ConstraintComponent";
    private const int MostDetails = 200;

    private static readonly Lazy<Hints> s_standard = new(() => new Hints(StandardShapes.Open("hints.tsv")));

    private readonly FrozenDictionary<(string Property, string Path, string Component), LocalizedText> _rows;

    /// <summary>Reads a table: property, path, component, Dutch, English; <c>*</c> is any.</summary>
    /// <exception cref="FormatException">A line does not have five columns.</exception>
    public Hints(Stream table)
    {
        using var reader = new StreamReader(table);
        var rows = new Dictionary<(string, string, string), LocalizedText>();
        for (var (number, line) = (1, reader.ReadLine()); line is not null; (number, line) = (number + 1, reader.ReadLine()))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Split('\t') is not [var property, var path, var component, var dutch, var english])
                throw new FormatException($"hints.tsv, line {number}: expected five columns with tabs between: property, path, component, Dutch, English.");
            rows.Add((property, path, component), new LocalizedText(dutch, english));
        }

        _rows = rows.ToFrozenDictionary();
    }

    /// <summary>The hints that come with the node.</summary>
    public static Hints Standard => s_standard.Value;

    /// <summary>The hints for one kind of fault: for what its examples give as the reason behind it, or else for itself.</summary>
    public IReadOnlyList<LocalizedText> Of(IReadOnlyList<Iri> properties, ResultCount count, IReadOnlyList<ValidationResult> examples)
    {
        var path = count.Path is null ? "" : PathText.ToShortText(count.Path);
        var names = properties.Count == 0 ? [path] : properties.Select(p => PathText.LocalName(p.Value)).ToList();
        var reasons = examples.SelectMany(Details).Take(MostDetails).Select(detail => (Path: detail.Path is null ? "" : PathText.ToShortText(detail.Path), detail.Component)).Distinct().ToList();
        List<LocalizedText> behind = [.. names.SelectMany(property => reasons.Select(reason => Find(property, reason.Path, reason.Component))).OfType<LocalizedText>().Distinct()];
        return behind.Count > 0 ? behind : [.. names.Select(property => Find(property, path, count.Component)).OfType<LocalizedText>().Distinct()];
    }

    /// <summary>The hints for one result.</summary>
    public IReadOnlyList<LocalizedText> Of(ValidationResult result) =>
        Of(result.RecordProperty is { } property ? [property] : [], new ResultCount(result.SourceShape, result.Path, result.Component, result.Severity, [], 1, 1), [result]);

    private static IEnumerable<ValidationResult> Details(ValidationResult result) => result.Details.SelectMany(detail => Details(detail).Prepend(detail));

    // The narrowest row that fits; one for any property comes last.
    private LocalizedText? Find(string property, string path, Iri component)
    {
        var name = PathText.LocalName(component.Value);
        name = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        foreach (var key in (ReadOnlySpan<(string, string, string)>)[(property, path, name), (property, path, Any), (Any, path, name), (Any, path, Any)])
        {
            if (_rows.TryGetValue(key, out var hint))
                return hint;
        }

        return null;
    }
}
