using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>Writes a validation report in the results vocabulary of SHACL §3.6.</summary>
/// <remarks>Blank nodes of the data and of the shapes get a prefix of their own, since the labels of two documents mean different nodes.</remarks>
internal sealed class ReportTriples
{
    private readonly List<Triple> _triples;
    private readonly PathTriples _paths;
    private readonly string? _language;
    private int _nodes;

    /// <summary>Writes results into <paramref name="triples"/>.</summary>
    internal ReportTriples(List<Triple> triples, string? language = null)
    {
        _triples = triples;
        _language = language;
        _paths = new PathTriples(NewNode, triples);
    }

    /// <summary>The triples of a report.</summary>
    /// <param name="report">The report; only its kept results are written.</param>
    /// <param name="name">The IRI of the report, or <see langword="null"/> for a blank node.</param>
    /// <param name="language">The only language of messages, or <see langword="null"/> for all.</param>
    internal static IReadOnlyList<Triple> Write(ValidationReport report, Iri? name, string? language)
    {
        var triples = new List<Triple>();
        var writer = new ReportTriples(triples, language);
        RdfTerm node = name is null ? writer.NewNode() : name;
        writer.Add(node, RdfNs.Type, new Iri(ShaclNs.ValidationReport));
        writer.Add(node, new Iri(ShaclNs.Conforms), new Literal(report.Conforms ? "true" : "false", XsdNs.Boolean));
        foreach (var result in report.Results)
            writer.Add(node, new Iri(ShaclNs.Result), writer.Write(result));
        return triples;
    }

    /// <summary>A term of the data, as it stands in a report.</summary>
    internal static RdfTerm FromData(RdfTerm term) => Renamed(term, "data-");

    /// <summary>Adds a path and returns its node.</summary>
    internal RdfTerm WritePath(Sparql.Algebra.PropertyPath path) => _paths.Write(path);

    /// <summary>Adds a result and returns its node.</summary>
    internal BlankNode Write(ValidationResult result)
    {
        var node = NewNode();
        Add(node, RdfNs.Type, new Iri(ShaclNs.ValidationResult));
        Add(node, new Iri(ShaclNs.FocusNode), FromData(result.FocusNode));
        if (result.Path is not null)
            Add(node, new Iri(ShaclNs.ResultPath), _paths.Write(result.Path));
        if (result.Value is not null)
            Add(node, new Iri(ShaclNs.Value), FromData(result.Value));
        Add(node, new Iri(ShaclNs.ResultSeverity), result.Severity);
        Add(node, new Iri(ShaclNs.SourceConstraintComponent), result.Component);
        Add(node, new Iri(ShaclNs.SourceShape), Renamed(result.SourceShape.Id, "shape-"));
        if (result.SourceConstraint is not null)
            Add(node, new Iri(ShaclNs.SourceConstraint), Renamed(result.SourceConstraint, "shape-"));
        foreach (var message in _language is null ? result.Messages : Messages.Best(result.Messages, _language) is { } best ? [best] : [])
            Add(node, new Iri(ShaclNs.ResultMessage), message);
        foreach (var detail in result.Details)
            Add(node, new Iri(ShaclNs.Detail), Write(detail));
        return node;
    }

    private static RdfTerm Renamed(RdfTerm term, string prefix) => term is BlankNode blank ? new BlankNode(prefix + blank.Label) : term;

    private BlankNode NewNode() => new("report-" + (++_nodes).ToString(CultureInfo.InvariantCulture));

    private void Add(RdfTerm subject, Iri predicate, RdfTerm @object) => _triples.Add(new Triple(subject, predicate, @object));
}
