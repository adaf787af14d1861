using System.Globalization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Commands.Reports;

/// <summary>Prints how many records of a run conform to the shared profile, and for each fault how often, where to look and what to do.</summary>
internal static class ValidationText
{
    /// <summary>Prints it.</summary>
    public static void Write(Terminal terminal, ValidationFigures? figures)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(terminal.Language);
        terminal.Out.WriteLine();
        if (figures is null)
        {
            terminal.Out.WriteLine(T("In deze ronde is niets aan het profiel getoetst.", "Nothing was held against the profile in this run."));
            return;
        }

        terminal.Out.WriteLine(T(
            $"VALIDATIE: {N(figures.Valid)} van {N(figures.Records)} records ({Share(figures.Valid, figures.Records)} %) zonder overtreding van SCHEMA-AP-NDE",
            $"VALIDATION: {N(figures.Valid)} of {N(figures.Records)} records ({Share(figures.Valid, figures.Records)} %) without violation of SCHEMA-AP-NDE"));
        foreach (var problem in figures.Problems)
            WriteProblem(terminal, problem);
        if (figures.Problems.Count > 0)
            terminal.Out.WriteLine(T("Records en waarden staan in reports/ van de gegevensmap.", "Records and values stand in reports/ of the data directory."));
    }

    /// <summary>A share in percents, rounded down, so that 100 is said of all only.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : (Math.Floor(1000.0 * part / whole) / 10).ToString("0.#", CultureInfo.InvariantCulture);

    private static void WriteProblem(Terminal terminal, ProblemFigure problem)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(terminal.Language);
        var severity = problem.Severity switch { "violation" => T("Overtreding", "Violation"), "warning" => T("Waarschuwing", "Warning"), _ => T("Opmerking", "Remark") };
        var properties = problem.Properties.Where(p => p != problem.Path).ToList();
        var place = $"{problem.Path}{(properties.Count > 0 ? T($" van {string.Join(", ", properties)}", $" of {string.Join(", ", properties)}") : "")}";
        terminal.Out.WriteLine(T($"{severity}, {N(problem.Count)} keer – {place}: {problem.Message.Nl}", $"{severity}, {N(problem.Count)} {(problem.Count == 1 ? "time" : "times")} – {place}: {problem.Message.En}"));
        if (problem.SourceFields.Count > 0)
            terminal.Out.WriteLine($"    {T("Bronvelden", "Source fields")}: {string.Join(", ", problem.SourceFields)}");
        foreach (var hint in problem.Hints)
            terminal.Out.WriteLine($"    {T("Wat te doen", "What to do")}: {hint.In(terminal.Language)}");
    }

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
