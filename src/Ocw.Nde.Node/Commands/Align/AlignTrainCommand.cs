using System.CommandLine;
using Ocw.Nde.Termen.Alignment.Gold;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align train SET…</c>: learns the weights of the aligner from sets of strings whose terms are known.</summary>
internal static class AlignTrainCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var sets = new Argument<string[]>("sets") { Description = "Mappen met strings waarvan de term bekend is, en thesauri (SKOS) waarvan de andere labels strings worden / Folders of strings whose term is known, and thesauri (SKOS) whose other labels become strings", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output") { Description = "Het bestand met gewichten / The file with the weights", HelpName = "FILE", DefaultValueFactory = _ => "ontologies/termen/alignment-model.tsv" };
        var command = new Command("train", "Leer de gewichten / Learn the weights") { sets, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            common.ReadSettings(parsed);
            var folders = parsed.GetValue(sets)!;

            // Strings of one record help one another; the weights must hold for strings that stand alone as well.
            var opened = folders.SelectMany(folder => File.Exists(folder) ? [GoldSets.Open(folder, null, null)] : new[] { GoldSets.Open(folder, null, null), GoldSets.Open(folder, null, null, alone: true) }).ToList();
            opened.RemoveAll(set => opened.Exists(other => other != set && set.Name.StartsWith(other.Name, StringComparison.Ordinal) && set.Queries.Zip(other.Queries).All(pair => pair.First.Context.Count == pair.Second.Context.Count)));
            using var index = new GoldIndexFolder();
            using var weights = new StringWriter();
            // The file is kept with the program: where the sets lie is told from here, and not from the root of this machine.
            var sources = folders.Select(folder => Path.GetRelativePath(Environment.CurrentDirectory, folder).Replace('\\', '/'));
            var reports = await GoldMeasure.TrainAsync(opened, index.Path, weights, $"./ocwnde align train {string.Join(' ', sources)}", cancellation);
            await File.WriteAllTextAsync(parsed.GetValue(output)!, weights.ToString().ReplaceLineEndings("\n"), cancellation);
            terminal.Say("Op de strings die apart zijn gehouden:", "On the strings that were set aside:");
            foreach (var report in reports)
                terminal.Out.WriteLine($"{report.Set}\t{report.Answered}\t{report.Published}");
            return ExitCode.Ok;
        });
        return command;
    }
}
