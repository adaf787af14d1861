using Ocw.Nde.Mapping;
using Spectre.Console;

namespace Ocw.Nde.Node.Commands.Preview;

/// <summary>Prints a preview: source and result side by side where a person reads it, one below the other where it goes to a file or another program.</summary>
internal static class PreviewText
{
    private const string Schema = "https://schema.org/";

    /// <summary>Prints it.</summary>
    public static void Write(Terminal terminal, PreviewResult result)
    {
        string T(string nl, string en) => new Localization.LocalizedText(nl, en).In(terminal.Language);
        var place = result.Place switch
        {
            "archive" => T("uit het archief", "from the archive"),
            "file" => T("uit een bestand", "from a file"),
            _ => T("van de bron", "from the source"),
        };
        terminal.Out.WriteLine(T($"Bron {result.Source}, profiel {result.Profile}, record {result.Record} ({place}: {result.Origin})", $"Source {result.Source}, profile {result.Profile}, record {result.Record} ({place}: {result.Origin})"));
        if (result.Subject is not null)
            terminal.Out.WriteLine(T($"Object <{result.Subject}>, {result.Access}", $"Object <{result.Subject}>, access: {result.Access}"));
        if (result.IsRejected)
            terminal.Out.WriteLine(T("Dit record zou apart gezet worden.", "This record would be set aside."));
        terminal.Out.WriteLine();

        var fields = result.Fields.Select(f => (Mark: MarkOf(f.Use), Name: f.Path, Value: f.Language is null ? f.Value : $"{f.Value} @{f.Language}")).ToList();
        fields.AddRange(result.Denied.Select(name => (Mark: "×", Name: name, Value: T("(intern: nooit gelezen)", "(internal: never read)"))));
        var triples = result.Triples.Select(t => (Name: NodeOf(t, result.Subject) + Short(t.Predicate), Value: ValueOf(t, result.Subject), From: t.Fields.Count > 0 ? "← " + string.Join(", ", t.Fields) : "")).ToList();
        if (terminal.OutWidth is { } width)
            WriteBeside(terminal, fields, triples, width);
        else
            WriteBelow(terminal, fields, triples);

        terminal.Out.WriteLine(T("+ gebruikt   - bewust weggelaten   ? door niets gelezen   × intern", "+ used   - left out on purpose   ? read by nothing   × internal"));
        WriteFindings(terminal, result);
    }

    private static void WriteBelow(Terminal terminal, List<(string Mark, string Name, string Value)> fields, List<(string Name, string Value, string From)> triples)
    {
        string T(string nl, string en) => new Localization.LocalizedText(nl, en).In(terminal.Language);
        terminal.Out.WriteLine(T("BRON", "SOURCE"));
        foreach (var (mark, name, value) in fields)
            terminal.Out.WriteLine($"{mark} {name}\t{OneLine(value)}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(T("RESULTAAT", "RESULT"));
        foreach (var (name, value, from) in triples)
            terminal.Out.WriteLine($"{name}\t{OneLine(value)}{(from.Length > 0 ? "\t" + from : "")}");
        terminal.Out.WriteLine();
    }

    private static void WriteBeside(Terminal terminal, List<(string Mark, string Name, string Value)> fields, List<(string Name, string Value, string From)> triples, int width)
    {
        string T(string nl, string en) => new Localization.LocalizedText(nl, en).In(terminal.Language);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No });
        console.Profile.Width = width;
        var left = new Table { Border = TableBorder.Simple };
        left.AddColumn(T("bron", "source")).AddColumn("");
        foreach (var (mark, name, value) in fields)
            left.AddRow(new Markup($"[{ColorOf(mark)}]{Markup.Escape($"{mark} {name}")}[/]"), new Text(value));
        var right = new Table { Border = TableBorder.Simple };
        right.AddColumn(T("resultaat", "result")).AddColumn("");
        foreach (var (name, value, from) in triples)
            right.AddRow(new Text(name), new Markup(Markup.Escape(value) + (from.Length > 0 ? $" [grey]{Markup.Escape(from)}[/]" : "")));
        var grid = new Grid { Expand = true };
        grid.AddColumn(new GridColumn { Width = width / 2 }).AddColumn(new GridColumn { Width = width - (width / 2) - 2 });
        grid.AddRow(left, right);
        console.Write(grid);
    }

    private static void WriteFindings(Terminal terminal, PreviewResult result)
    {
        string T(string nl, string en) => new Localization.LocalizedText(nl, en).In(terminal.Language);
        foreach (var remark in result.Remarks)
            terminal.Out.WriteLine($"{(remark.IsError ? T("Fout", "Error") : T("Opmerking", "Remark"))} {remark.Code}{(remark.Field is null ? "" : $" ({remark.Field})")}: {remark.Message}");
        foreach (var problem in result.Problems)
        {
            var severity = problem.Severity switch { "violation" => T("Overtreding", "Violation"), "warning" => T("Waarschuwing", "Warning"), _ => T("Aandachtspunt", "Info") };
            var from = problem.Fields.Count > 0 ? T($"; bronvelden: {string.Join(", ", problem.Fields)}", $"; source fields: {string.Join(", ", problem.Fields)}") : "";
            terminal.Out.WriteLine($"{severity}{(problem.Path is null ? "" : " " + Short(problem.Path))}: {problem.Message}{(problem.Value is null ? "" : $" («{problem.Value}»)")}{from}");
            foreach (var hint in problem.Hints)
                terminal.Out.WriteLine($"   {T("Wat te doen", "What to do")}: {hint}");
        }

        if (result.Problems.Count == 0 && !result.IsRejected)
            terminal.Out.WriteLine(T("Het resultaat voldoet aan het profiel.", "The result conforms to the profile."));
    }

    private static string MarkOf(FieldUse use) => use switch
    {
        FieldUse.Read => "+",
        FieldUse.LeftOut => "-",
        _ => "?",
    };

    private static string ColorOf(string mark) => mark switch
    {
        "+" => "green",
        "-" => "grey",
        "?" => "yellow",
        _ => "red",
    };

    // What hangs on the object is named by what comes behind its IRI.
    private static string NodeOf(PreviewTriple triple, string? subject) =>
        triple.Subject == subject ? "" : subject is not null && triple.Subject.StartsWith(subject, StringComparison.Ordinal) ? $"…{triple.Subject[subject.Length..]} " : $"<{triple.Subject}> ";

    private static string ValueOf(PreviewTriple triple, string? subject) => triple.Kind switch
    {
        "literal" => $"\"{triple.Value}\"{(triple.Language is null ? "" : "@" + triple.Language)}",
        _ when subject is not null && triple.Value.Length > subject.Length && triple.Value.StartsWith(subject, StringComparison.Ordinal) => $"<…{triple.Value[subject.Length..]}>",
        _ => triple.Value.StartsWith(Schema, StringComparison.Ordinal) ? Short(triple.Value) : $"<{triple.Value}>",
    };

    private static string Short(string iri) => iri switch
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" => "a",
        _ when iri.StartsWith(Schema, StringComparison.Ordinal) => "schema:" + iri[Schema.Length..],
        _ => $"<{iri}>",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
