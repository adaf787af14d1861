using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>The comment lines at the begin of a stored query: <c># title:</c>, <c># purpose:</c>, <c># parameters:</c>, <c># used by:</c>, and for mappings <c># root:</c>.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Parameters">Its parameters, or <c>none</c>.</param>
/// <param name="UsedBy">Who uses it.</param>
/// <param name="Roots">The classes whose instances are the records of an RDF source.</param>
internal sealed record QueryHeader(string Title, string Purpose, string Parameters, string UsedBy, IReadOnlyList<Iri> Roots)
{
    /// <summary>Reads the header of a query.</summary>
    /// <exception cref="FormatException">A line is missing, or a root is not a class.</exception>
    public static QueryHeader Read(string query)
    {
        var lines = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in query.Split('\n').TakeWhile(l => l.StartsWith('#')))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                lines.TryAdd(line[1..colon].Trim(), line[(colon + 1)..].Trim());
        }

        return new QueryHeader(Line("title"), Line("purpose"), Line("parameters"), Line("used by"), RootsOf(lines.GetValueOrDefault("root", "")));

        string Line(string name) => lines.TryGetValue(name, out var text) && text.Length > 0
            ? text
            : throw new FormatException($"the first lines must be comments with title, purpose, parameters and used by; «# {name}:» is missing");
    }

    private static List<Iri> RootsOf(string text) =>
        [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(n => Vocabulary.Expand(n) ?? throw new FormatException($"«# root: {n}» is not a class: a prefixed name or an IRI is expected"))];
}
