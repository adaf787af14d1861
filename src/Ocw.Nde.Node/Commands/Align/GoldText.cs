using System.Globalization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Termen.Alignment.Gold;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary>A report as a table.</summary>
internal static class GoldText
{
    public static void Write(Terminal terminal, GoldReport report)
    {
        var dutch = terminal.Language == Language.Dutch;
        terminal.Out.WriteLine(dutch
            ? $"{report.Set}: {report.Queries} strings, {report.Positives} met een juiste term, {report.Reachable} daarvan gevonden, {report.AmongFive} bij de eerste vijf"
            : $"{report.Set}: {report.Queries} strings, {report.Positives} with a right term, {report.Reachable} of them found, {report.AmongFive} among the first five");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = 160;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in dutch ? (string[])["", "drempel", "precisie", "vangst", "F1", "goed", "fout", "gemist", "NIL beantwoord"] : ["", "threshold", "precision", "recall", "F1", "right", "wrong", "missed", "NIL answered"])
            table.AddColumn(column);
        Row(table, dutch ? "beantwoord" : "answered", report.Answered);
        Row(table, dutch ? "gepubliceerd" : "published", report.Published);
        foreach (var figures in report.PublishedAt)
            Row(table, "  publishAt", figures);
        foreach (var (group, figures) in report.Groups)
            Row(table, "  " + group, figures);
        foreach (var figures in report.Curve)
            Row(table, "curve", figures);
        console.Write(table);
    }

    private static void Row(Table table, string name, GoldFigures figures) =>
        table.AddRow(
        [
            .. new[]
            {
                name, Number(figures.Threshold), Number(figures.Precision), Number(figures.Recall), Number(figures.F1),
                Count(figures.Right), Count(figures.Wrong), Count(figures.Missed), $"{figures.NilAnswered}/{figures.Nil}",
            }.Select(Markup.Escape),
        ]);

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
