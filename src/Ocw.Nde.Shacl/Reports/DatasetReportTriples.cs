using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>Writes a dataset report as RDF: SHACL's results vocabulary, with the counts and source fields in the node's own words.</summary>
internal static class DatasetReportTriples
{
    private const string DcTerms = "http://purl.org/dc/terms/";

    internal static IReadOnlyList<Triple> Write(DatasetReport report, Iri name)
    {
        var triples = new List<Triple>();
        var writer = new ReportTriples(triples);
        triples.Add(new(name, RdfNs.Type, new Iri(ShaclNs.ValidationReport)));
        triples.Add(new(name, new Iri(ShaclNs.Conforms), new Literal(report.Problems.Count == 0 ? "true" : "false", XsdNs.Boolean)));
        triples.Add(new(name, new Iri(DcTerms + "subject"), report.Dataset));
        triples.Add(new(name, new Iri(DcTerms + "created"), new Literal(report.Generated.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), XsdNs.DateTime)));
        if (report.Profile is not null)
            triples.Add(new(name, new Iri(DcTerms + "conformsTo"), report.Profile));
        triples.Add(new(name, Model("recordCount"), Integer(report.Records)));
        triples.Add(new(name, Model("violatingRecordCount"), Integer(report.RecordsWithViolations)));
        triples.Add(new(name, Model("nodeCount"), Integer(report.Nodes.Validated)));
        triples.Add(new(name, Model("resultCount"), Integer(report.Problems.Sum(problem => problem.Count))));

        for (var i = 0; i < report.Problems.Count; i++)
            WriteProblem(triples, writer, name, i + 1, report.Problems[i]);
        return triples;
    }

    private static void WriteProblem(List<Triple> triples, ReportTriples writer, Iri report, int number, DatasetProblem problem)
    {
        var node = new Iri($"{report.Value}#problem-{number.ToString(CultureInfo.InvariantCulture)}");
        triples.Add(new(report, Model("problem"), node));
        triples.Add(new(node, RdfNs.Type, Model("Problem")));
        triples.Add(new(node, Model("problemNumber"), Integer(number)));
        triples.Add(new(node, Model("resultCount"), Integer(problem.Count)));
        triples.Add(new(node, Model("nodeCount"), Integer(problem.Nodes)));
        triples.Add(new(node, new Iri(ShaclNs.ResultSeverity), problem.Severity));
        triples.Add(new(node, new Iri(ShaclNs.SourceConstraintComponent), problem.Component));
        if (problem.Path is not null)
            triples.Add(new(node, new Iri(ShaclNs.ResultPath), writer.WritePath(problem.Path)));
        triples.AddRange(problem.Messages.Select(message => new Triple(node, new Iri(ShaclNs.ResultMessage), message)));
        triples.AddRange(problem.Hints.SelectMany(hint => hint.ToLiterals()).Select(hint => new Triple(node, Model("hint"), hint)));
        triples.AddRange(problem.RecordProperties.Select(property => new Triple(node, Model("recordProperty"), property)));
        triples.AddRange(problem.SourceFields.Select(field => new Triple(node, Model("sourceField"), new Literal(field))));
        foreach (var example in problem.Examples)
        {
            var result = writer.Write(example.Result);
            triples.Add(new(report, new Iri(ShaclNs.Result), result));
            triples.Add(new(node, Model("example"), result));
            if (example.Record is not null)
                triples.Add(new(result, Model("record"), ReportTriples.FromData(example.Record)));
        }
    }

    private static Iri Model(string name) => new(ModelNs.Namespace + name);

    private static Literal Integer(long value) => new(value.ToString(CultureInfo.InvariantCulture), XsdNs.Integer);
}
