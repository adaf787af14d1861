using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Constructs;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Reading;

namespace Ocw.Nde.Mapping.Rml.Records;

/// <summary>A mapping in RML or YARRRML as the profile of a source: harvested records take the place of its logical sources. Immutable.</summary>
/// <remarks>The record stands for what the shortest iterator gives; an iterator that goes on from there (<c>$.items[*].makers[*]</c>) is followed in the record.</remarks>
internal sealed partial class RmlProfile
{
    private readonly MappingDocument _document;
    private readonly IReadOnlyList<TriplesMap> _maps;
    private readonly Dictionary<Formulation, string> _records = [];
    private readonly FieldPatterns _reads;

    private RmlProfile(MappingDocument document)
    {
        _document = document;
        var reader = new MappingReader(document);
        _maps = reader.Read();
        if (reader.Targets().Count > 0)
            throw new RmlException(document.File, 0, "names logical targets; in a source file everything goes to the node's store.");
        foreach (var source in _maps.SelectMany(m => SourcesOf(m.Source)))
        {
            var iterator = source.Iterator ?? "";
            if (!_records.TryGetValue(source.Formulation, out var shortest) || iterator.Length < shortest.Length)
                _records[source.Formulation] = iterator;
        }

        var runner = new Runner(this);
        Root = runner.Root;
        _reads = new FieldPatterns(runner.References.SelectMany(PatternsOf).Distinct(StringComparer.Ordinal));
    }

    /// <summary>The triples map whose subject the record is: the first of the mapping whose iterator is that of the record.</summary>
    public TriplesMap Root { get; }

    /// <summary>Reads a mapping and understands it as far as that goes without a record.</summary>
    /// <exception cref="RmlException">It is not valid, or not for harvested records.</exception>
    public static RmlProfile Load(string file) => new(MappingDocument.Load(file));

    /// <summary>Whether a reference reads the field with this path.</summary>
    public bool Uses(string path) => _reads.Contains(path);

    /// <summary>A runner for one thread.</summary>
    public Runner CreateRunner() => new(this);

    private static IEnumerable<LogicalSource> SourcesOf(AbstractSource source) => source switch
    {
        LogicalView view => SourcesOf(view.On).Concat(view.Joins.SelectMany(j => SourcesOf(j.Parent))),
        LogicalSource { Formulation: Formulation.SparqlCsv } => throw new RmlException("a SPARQL source cannot be replaced by harvested records; harvest the endpoint as a source of its own."),
        _ => [(LogicalSource)source],
    };

    private string? RestOf(LogicalSource source)
    {
        var (iterator, record) = (source.Iterator ?? "", _records[source.Formulation]);
        if (iterator == record)
            return null;
        var rest = iterator.StartsWith(record, StringComparison.Ordinal) ? iterator[record.Length..].TrimStart('/') : "";
        return rest.Length > 0 && (source.Formulation == Formulation.XPath || rest[0] is '.' or '[')
            ? source.Formulation == Formulation.XPath ? rest : "$" + rest
            : throw _document.Fault(source.Node, $"the iterator «{iterator}» does not go on from «{record}», which stands for the harvested record.", iterator);
    }

    // Names of a JSONPath, XPath or column, with slashes between them; a group that is read as a whole covers what is in it.
    private static IEnumerable<string> PatternsOf(string reference)
    {
        var path = Tests().Replace(reference.TrimStart('$'), "");
        path = path.Replace("['", "/", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal).Replace("text()", "", StringComparison.Ordinal);
        var separator = reference.StartsWith('$') ? new[] { '.', '/' } : ['/'];
        var names = path.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(n => n is not ("." or ".." or "*" or "#")).Select(n => n[(n.LastIndexOf(':') + 1)..]).Select(n => n.TrimEnd(']')).ToList();
        if (names.Count == 0)
            return [];
        var joined = string.Join('/', names);
        return [joined, joined + "/**", "*/" + joined, "*/*/" + joined];
    }

    // What stands in brackets but is no name: numbers, *, filters.
    [GeneratedRegex(@"\[(?!'|"")[^\]]*\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tests();
}
