using System.CommandLine;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Purging;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>purge IRI…</c>: removes subjects from everything that the node keeps, and keeps them out. Shows what would go; <c>--yes</c> does it.</summary>
internal static class PurgeCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var subjects = new Argument<string[]>("iri") { Description = "IRI's van objecten of personen / IRIs of objects or persons", Arity = ArgumentArity.OneOrMore };
        var yes = new Option<bool>("--yes") { Description = "Doe het; zonder dit wordt alleen getoond wat er weg zou gaan / Do it; without this it only shows what would go" };
        var command = new Command("purge", "Verwijder iets overal en voorgoed / Remove something everywhere and for good") { subjects, yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            var iris = parsed.GetValue(subjects)!;
            if (iris.FirstOrDefault(iri => !Uri.TryCreate(iri, UriKind.Absolute, out _)) is { } wrong)
                throw new UserException(new($"«{wrong}» is geen volledig adres (IRI).", $"«{wrong}» is not an absolute IRI."), ExitCode.Usage);
            using var host = common.Open(parsed);
            RefuseDatasets(host.Iris, iris);
            var purge = new Purge(host, [.. iris.Select(iri => iri.TrimEnd('/'))], TimeProvider.System);
            var apply = parsed.GetValue(yes);
            var report = apply ? await purge.RunAsync(cancellation) : purge.Preview(cancellation);
            Print(terminal, report);
            if (!apply)
            {
                terminal.Say("Er is niets veranderd. Met --yes gaat dit weg, ook uit oudere versies, en blijft het weg bij volgende oogsten.", "Nothing was changed. With --yes this goes, from older versions too, and stays away at later harvests.");
                return ExitCode.Ok;
            }

            terminal.Say("Eerder gemaakte reservekopieën hebben het nog: ruim die op, of zet er niets meer uit terug.", "Backups made before still have it: clear them away, or restore nothing from them any more.");
            return report.LeftIn.Count == 0 ? ExitCode.Ok : ExitCode.Faults;
        });
        return command;
    }

    // Every record is part of its dataset: to block the dataset's own address would cut that statement out of all of them, and leave the records.
    private static void RefuseDatasets(NodeIris iris, string[] subjects)
    {
        if (subjects.FirstOrDefault(iri => iri.StartsWith(iris.Dataset(""), StringComparison.Ordinal) || iri.TrimEnd('/') == iris.Catalog) is { } dataset)
        {
            throw new UserException(
                new($"<{dataset}> is een dataset; purge verwijdert objecten en personen. Noem die, of sluit de dataset met access: {{ level: gesloten }} in het bronbestand.", $"<{dataset}> is a dataset; purge removes objects and persons. Name those, or close the dataset with access: {{ level: gesloten }} in its source file."),
                ExitCode.Usage);
        }
    }

    private static void Print(Terminal terminal, PurgeReport report)
    {
        foreach (var (graph, rows) in report.Graphs.OrderBy(g => g.Key, StringComparer.Ordinal))
            terminal.Out.WriteLine(FormattableString.Invariant($"graph\t{graph}\t{rows}"));
        terminal.Out.WriteLine(FormattableString.Invariant($"quads\t{report.Quads}\nrecords\t{report.Records}\npayloads\t{report.Payloads}\nlines\t{report.Lines}\ndecisions\t{report.Decisions}"));
        foreach (var file in report.LeftIn)
            terminal.Out.WriteLine($"left\t{file}");
    }
}
