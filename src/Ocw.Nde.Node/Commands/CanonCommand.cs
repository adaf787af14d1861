using System.CommandLine;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Rdf.Canonical;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>canon FILE</c>: writes a file in canonical form (RDFC-1.0), or only the hash by which two files are known to say the same.</summary>
internal static class CanonCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var file = new Argument<string>("file") { Description = $"RDF-bestand, of - voor standaardinvoer / RDF file, or - for standard input ({InputFile.Endings})" };
        var from = new Option<string?>("--from") { Description = "Syntaxis van de invoer: nt, nq, ttl, trig, rdf, jsonld, html of een mediatype / Syntax of the input", HelpName = "SYNTAX" };
        var lenient = new Option<bool>("--lenient") { Description = "Herstel kleine fouten, met melding / Repair small faults, with a notice" };
        var hash = new Option<bool>("--hash") { Description = "Toon alleen de hash / Print the hash only" };
        var algorithm = new Option<string>("--algorithm") { Description = "sha256 of sha384 / sha256 or sha384", HelpName = "NAAM", DefaultValueFactory = _ => "sha256" };
        algorithm.AcceptOnlyFromAmong("sha256", "sha384");
        var maxWork = new Option<long>("--max-work")
        {
            Description = "Hoeveel stappen voor op elkaar lijkende blanke knopen / How many steps for blank nodes that look alike",
            DefaultValueFactory = _ => CanonicalOptions.Default.MaxWork,
        };
        var command = new Command("canon", "Schrijf RDF in canonieke vorm, of de hash ervan / Write RDF in canonical form, or its hash") { file, from, lenient, hash, algorithm, maxWork };
        command.SetAction((parsed, cancellation) =>
        {
            using var web = common.OpenWeb(parsed);
            var name = InputFile.Of(parsed.GetValue(file)!, InputSyntaxes.OfOption("--from", parsed.GetValue(from), InputSyntaxes.All), "--from");
            var canonical = new Rdfc10(new()
            {
                Algorithm = parsed.GetValue(algorithm) == "sha384" ? CanonicalHash.Sha384 : CanonicalHash.Sha256,
                MaxWork = parsed.GetValue(maxWork),
            });
            LoadCommand.Read(name, canonical, parsed.GetValue(lenient), new() { JsonLd = web.JsonLd }, terminal, cancellation);
            var dataset = Complete(canonical, cancellation);
            if (parsed.GetValue(hash))
            {
                terminal.Out.WriteLine(dataset.Hash(cancellation));
            }
            else
            {
                dataset.WriteTo(terminal.OutBytes, cancellation);
                terminal.OutBytes.Flush();
            }

            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static CanonicalDataset Complete(Rdfc10 canonical, CancellationToken cancellation)
    {
        try
        {
            return canonical.Complete(cancellation);
        }
        catch (PoisonGraphException e)
        {
            throw new UserException(new(
                $"De blanke knopen zijn niet binnen {e.Limit:N0} stappen te onderscheiden: {e.AlikeNodes:N0} knopen lijken op elkaar. Geef ze een IRI of iets eigens, of verhoog --max-work.",
                $"The blank nodes cannot be told apart within {e.Limit:N0} steps: {e.AlikeNodes:N0} nodes look alike. Give them IRIs or something of their own, or raise --max-work."));
        }
    }
}
