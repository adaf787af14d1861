using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Reports;

/// <summary>Writes a dataset report for people.</summary>
internal static class DatasetReportText
{
    private const int LongestValue = 80;

    internal static string Write(DatasetReport report, string language)
    {
        var isEnglish = language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        var culture = CultureInfo.GetCultureInfo(isEnglish ? "en-GB" : "nl-NL");
        var text = new StringBuilder();
        WriteSummary(text, report, culture, isEnglish);
        for (var i = 0; i < report.Problems.Count; i++)
            WriteProblem(text, i + 1, report.Problems[i], culture, isEnglish);
        if (report.Notices.Count > 0)
            text.AppendLine().AppendLine(isEnglish ? "Not checked, or read otherwise:" : "Niet gecontroleerd, of anders gelezen:");
        foreach (var notice in report.Notices)
            text.Append(culture, $"  - {notice.Message.In(language)}").AppendLine();
        return text.ToString();
    }

    private static void WriteSummary(StringBuilder text, DatasetReport report, CultureInfo culture, bool isEnglish)
    {
        var profile = report.Profile is null ? "" : isEnglish ? $" against {report.Profile.Value}" : $" aan {report.Profile.Value}";
        text.AppendLine(isEnglish ? $"Validation of {report.Dataset.Value}{profile}" : $"Toetsing van {report.Dataset.Value}{profile}");
        var valid = report.Records - report.RecordsWithViolations;
        var records = report.Records == 0 ? "" : Count(report.Records, "record", "records") + (isEnglish
            ? string.Create(culture, $", {valid:N0} ({Share(valid, report.Records, culture)} %) without violation. ")
            : string.Create(culture, $", waarvan {valid:N0} ({Share(valid, report.Records, culture)} %) zonder fouten. "));
        text.AppendLine(isEnglish
            ? $"{records}{Count(report.ViolationCount, "violation", "violations")}, {Count(report.WarningCount, "warning", "warnings")}, {Count(report.InfoCount, "hint", "hints")}."
            : $"{records}{Count(report.ViolationCount, "fout", "fouten")}, {Count(report.WarningCount, "waarschuwing", "waarschuwingen")}, {Count(report.InfoCount, "aanwijzing", "aanwijzingen")}.");
        text.AppendLine(isEnglish
            ? $"{Count(report.Nodes.Validated, "node", "nodes")} validated (records, makers, places, …), {report.Nodes.WithViolations.ToString("N0", culture)} with violations."
            : $"{Count(report.Nodes.Validated, "knoop", "knopen")} getoetst (records, makers, plaatsen, …), waarvan {report.Nodes.WithViolations.ToString("N0", culture)} met fouten.");

        string Count(long number, string one, string many) => string.Create(culture, $"{number:N0} {(number == 1 ? one : many)}");
    }

    private static void WriteProblem(StringBuilder text, int number, DatasetProblem problem, CultureInfo culture, bool isEnglish)
    {
        var severity = Severities.Name(problem.Severity).In(isEnglish ? "en" : "nl");
        var place = problem.Path is null ? (isEnglish ? "the node itself" : "de knoop zelf") : PathText.ToShortText(problem.Path);
        text.AppendLine();
        text.AppendLine(culture, $"{number}. {Capitalized(severity, culture)} – {place}: {problem.MessageIn(isEnglish ? "en" : "nl")}");
        text.AppendLine(isEnglish
            ? string.Create(culture, $"   {problem.Count:N0} {(problem.Count == 1 ? "time" : "times")}, in {problem.Nodes:N0} {(problem.Nodes == 1 ? "node" : "nodes")}")
            : string.Create(culture, $"   {problem.Count:N0} keer, bij {problem.Nodes:N0} {(problem.Nodes == 1 ? "knoop" : "knopen")}"));
        if (problem.RecordProperties.Count > 0)
            text.AppendLine(culture, $"   {(isEnglish ? "Record property" : "Eigenschap van het record")}: {string.Join(", ", problem.RecordProperties.Select(property => PathText.LocalName(property.Value)))}");
        if (problem.SourceFields.Count > 0)
            text.AppendLine(culture, $"   {(isEnglish ? "Source fields" : "Bronvelden")}: {string.Join(", ", problem.SourceFields)}");
        foreach (var hint in problem.Hints)
            text.AppendLine(culture, $"   {(isEnglish ? "What to do" : "Wat te doen")}: {hint.In(isEnglish ? "en" : "nl")}");
        foreach (var example in problem.Examples)
            WriteExample(text, example, culture, isEnglish);
    }

    private static void WriteExample(StringBuilder text, ProblemExample example, CultureInfo culture, bool isEnglish)
    {
        text.Append(culture, $"   - {Short(example.Record ?? example.FocusNode)}");
        if (example.Record is not null && example.Record != example.FocusNode)
            text.Append(" → ").Append(Short(example.FocusNode));
        if (example.Value is not null)
            text.Append(": ").Append(Short(example.Value));
        text.AppendLine();
        foreach (var detail in example.Result.Details)
        {
            var place = detail.Path is null ? "" : PathText.ToShortText(detail.Path) + ": ";
            text.AppendLine(culture, $"       {place}{detail.MessageIn(isEnglish ? "en" : "nl")}");
        }
    }

    // Rounded down: 100 % is said of all records only.
    private static string Share(long part, long whole, CultureInfo culture) => (Math.Floor(1000.0 * part / whole) / 10).ToString("0.#", culture);

    private static string Capitalized(string word, CultureInfo culture) => char.ToUpper(word[0], culture) + word[1..];

    private static string Short(RdfTerm term)
    {
        var text = term switch
        {
            Iri iri => iri.Value,
            Literal { Language: { } language } literal => $"«{literal.LexicalForm}»@{language}",
            Literal literal => $"«{literal.LexicalForm}»",
            _ => term.ToString()!,
        };
        return text.Length <= LongestValue || term is Iri ? text : string.Concat(text.AsSpan(0, LongestValue - 1), "…");
    }
}
