using System.CommandLine;
using System.IO.Pipelines;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>query QUERY|-</c>: asks the store and prints the answer.</summary>
internal static class QueryCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var query = new Argument<string>("query") { Description = "De query, of - voor standaardinvoer / The query, or - for standard input" };
        var format = new Option<string?>("--format") { Description = "json, csv, tsv, xml, ttl, nt, nq, trig, jsonld", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong([.. AnswerFormat.KnownNames]);
        var json = new Option<bool>("--json") { Description = "Hetzelfde als --format json / The same as --format json" };
        var closed = new Option<bool>("--include-closed") { Description = "Ook wat niet openbaar is / What is not public too" };
        var seconds = new Option<double?>("--timeout") { Description = "Seconden; standaard geen grens / Seconds; no limit by default", HelpName = "S" };
        var explain = new Option<bool>("--explain")
        {
            Description = "Voer de query uit en toon het plan, met per stap geschatte en echte rijen en milliseconden / Run the query and show its plan, with estimated and real rows and milliseconds of each step",
        };
        var version = RdfVersionOption.Create();
        var command = new Command("query", "Stel een SPARQL-vraag / Ask in SPARQL") { query, format, json, closed, seconds, explain, version };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var text = parsed.GetValue(query) is "-" ? await terminal.In.ReadToEndAsync(cancellation) : parsed.GetValue(query)!;
            using var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store);
            var scope = parsed.GetValue(closed) ? ReaderScope.Internal : ReaderScope.Public;
            var rdf = RdfVersionOption.Read(parsed.GetValue(version)) ?? settings.RdfVersion;
            var dataset = new SparqlDataset(() => store.OpenSnapshot(scope), new() { Parser = new() { Version = rdf } });
            var limits = parsed.GetValue(seconds) is { } time ? QueryLimits.None with { Time = TimeSpan.FromSeconds(time) } : QueryLimits.None;
            using var planned = dataset.Plan(new SparqlRequest { Query = text, Limits = limits }, cancellation);
            if (parsed.GetValue(explain))
            {
                var plan = Explain(planned);
                await terminal.Out.WriteLineAsync(parsed.GetValue(json) ? plan.ToJson() : plan.ToText().TrimEnd());
                return ExitCode.Ok;
            }

            using var result = planned.Run();
            var name = parsed.GetValue(json) ? "json" : parsed.GetValue(format) ?? (result is TripleSequence ? "ttl" : "tsv");
            var chosen = AnswerFormat.ByName(name, result)
                ?? throw new UserException(new($"Dit soort antwoord is er niet als {name}.", $"This kind of answer does not exist as {name}."), ExitCode.Usage);
            await WriteAsync(terminal, result, chosen, rdf, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    // Runs the query to its last row: only then are the numbers of rows known.
    private static OperatorDescription Explain(PlannedQuery planned)
    {
        using var result = planned.Run(timed: true);
        if (result is SolutionSequence solutions)
        {
            while (solutions.MoveNext())
            {
                // The operators count.
            }
        }
        else if (result is TripleSequence triples)
        {
            triples.WriteTo(new NoTriples());
        }

        return planned.Explain();
    }

    private static async Task WriteAsync(Terminal terminal, SparqlResult result, AnswerFormat format, RdfVersion version, CancellationToken cancellation)
    {
        var output = PipeWriter.Create(terminal.OutBytes, new StreamPipeWriterOptions(leaveOpen: true));
        using var writer = new AnswerWriter(result, format, output, version);
        bool more;
        do
        {
            more = writer.WriteSome();
            await output.FlushAsync(cancellation);
        }
        while (more);
        await output.CompleteAsync();
    }

    private sealed class NoTriples : IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            // The operators count.
        }
    }
}
