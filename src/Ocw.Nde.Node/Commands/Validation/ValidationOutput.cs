using System.Text.Json;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Node.Commands.Validation;

/// <summary>Prints what a validation found, in the form that was asked for.</summary>
internal static class ValidationOutput
{
    private static readonly Dictionary<string, string> s_prefixes = new(StringComparer.Ordinal)
    {
        ["sh"] = ShaclNs.Namespace,
        ["xsd"] = XsdNs.Namespace,
        ["schema"] = "https://schema.org/",
    };

    /// <summary>The report as RDF: a <c>sh:ValidationReport</c> and nothing else.</summary>
    /// <param name="terminal">Where it goes.</param>
    /// <param name="report">The report.</param>
    /// <param name="format">The syntax.</param>
    /// <param name="language">The only language of messages, or <see langword="null"/> for all that the shapes have.</param>
    public static void WriteRdf(Terminal terminal, ValidationReport report, RdfFormat format, string? language)
    {
        var writer = RdfFormats.CreateWriter(format, terminal.OutBytes, new RdfWriterOptions { Prefixes = s_prefixes, NestBlankNodes = true });
        new TripleSpans(writer).Write(report.ToTriples(language: language));
        writer.Complete();
        terminal.OutBytes.Flush();
    }

    /// <summary>The report for programs that do not read RDF: counts, and the problems with examples.</summary>
    public static void WriteJson(Terminal terminal, ValidationReport report, DatasetReport grouped)
    {
        var language = terminal.Language.Tag();
        terminal.Out.WriteLine(JsonSerializer.Serialize(
            new
            {
                valid = report.IsValid,
                conforms = report.Conforms,
                complete = report.IsComplete,
                records = grouped.Records,
                validRecords = grouped.Records - grouped.RecordsWithViolations,
                nodes = report.Targets.Validated,
                violations = report.ViolationCount,
                warnings = report.WarningCount,
                infos = report.InfoCount,
                problems = grouped.Problems.Select(problem => new
                {
                    severity = problem.Severity.Value,
                    path = problem.Path is null ? null : PathText.ToSparql(problem.Path),
                    shape = problem.Shape.Id is Iri shape ? shape.Value : null,
                    component = problem.Component.Value,
                    recordProperties = problem.RecordProperties.Select(property => property.Value),
                    message = problem.MessageIn(language),
                    hints = problem.Hints.Select(hint => hint.In(language)),
                    count = problem.Count,
                    nodes = problem.Nodes,
                    examples = problem.Examples.Select(example => new
                    {
                        record = example.Record?.ToString(),
                        focusNode = example.FocusNode.ToString(),
                        value = example.Value?.ToString(),
                        message = example.Result.MessageIn(language),
                        details = example.Result.Details.Select(detail => detail.MessageIn(language)),
                    }),
                }),
                notices = report.Notices.Select(notice => new { shape = notice.Shape.ToString(), kind = notice.Kind.ToString(), message = notice.Message.In(language) }),
            },
            JsonSerializerOptions.Web));
    }
}
