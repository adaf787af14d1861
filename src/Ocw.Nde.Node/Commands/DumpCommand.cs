using System.CommandLine;
using Ocw.Nde.Mapping.Models;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Models;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>dump</c>: writes the store, or one graph, as N-Quads to standard output; with <c>--model</c> its records, one after another, in that model.</summary>
internal static class DumpCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var graph = new Option<string?>("--graph") { Description = "Alleen deze graph / This graph only", HelpName = "IRI" };
        var closed = new Option<bool>("--include-closed") { Description = "Ook wat niet openbaar is / What is not public too" };
        var model = new Option<string?>("--model") { Description = "Records in dit model: schema, edm of linked-art / Records in this model: schema, edm or linked-art", HelpName = "MODEL" };
        var format = new Option<string?>("--format") { Description = "Formaat: nq, nt, ttl, trig, jsonld, rdf; standaard nq, met --model nt / Format; default nq, with --model nt", HelpName = "FORMAT" };
        var provider = new Option<string?>("--provider") { Description = "edm:provider: wie de records aanlevert / who hands the records on", HelpName = "NAME" };
        var rights = new Option<string?>("--rights") { Description = "edm:rights van wat geen bekende rechtenverklaring heeft / of what has no rights statement that is known", HelpName = "IRI" };
        var command = new Command("dump", "Schrijf quads, of records in een model / Write quads, or records in a model") { graph, closed, model, format, provider, rights };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var isOneGraph = parsed.GetValue(model) is not null || parsed.GetValue(graph) is not null;
            var (writesModel, to) = (ModelOf(parsed.GetValue(model)), FormatOf(parsed.GetValue(format), parsed.GetValue(model), isOneGraph));
            var given = RightsOf(parsed.GetValue(rights));
            using var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store);
            using var snapshot = store.OpenSnapshot(parsed.GetValue(closed) ? ReaderScope.Internal : ReaderScope.Public);
            // Not disposed: standard output is not this command's to close.
            var output = new BufferedStream(terminal.OutBytes, 1 << 16);
            var writer = RdfFormats.CreateWriter(to, output, new RdfWriterOptions { Prefixes = ModelPrefixes.All, DropGraphNames = isOneGraph && !to.HoldsGraphs });
            var one = GraphOf(snapshot, parsed.GetValue(graph));
            if (parsed.GetValue(model) is null)
                WriteQuads(snapshot, one, writer, cancellation);
            else
                WriteRecords(new ModelWriter(snapshot, new NodeIris(settings.BaseIri), writesModel) { Provider = parsed.GetValue(provider), Rights = given }, one, writer, terminal, cancellation);
            writer.Complete();
            output.Flush();
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void WriteQuads(Snapshot snapshot, TermId? graph, IQuadSink writer, CancellationToken cancellation)
    {
        if (graph is { } one)
        {
            snapshot.Dump(one, writer, cancellation);
            return;
        }

        if (snapshot.UnnamedGraph is not null)
            snapshot.Dump(TermId.Unbound, writer, cancellation);
        foreach (var named in snapshot.NamedGraphs)
            snapshot.Dump(named.Id, writer, cancellation);
    }

    private static void WriteRecords(ModelWriter records, TermId? graph, IQuadSink writer, Terminal terminal, CancellationToken cancellation)
    {
        var written = records.WriteAll(graph, writer, (record, reason) => terminal.Say($"{record} is overgeslagen: {reason}", $"{record} is left out: {reason}"), cancellation);
        terminal.Say($"{written} records geschreven.", $"{written} records written.");
    }

    private static TermId? GraphOf(Snapshot snapshot, string? iri)
    {
        if (iri is null)
            return null;
        var id = snapshot.Terms.FindIri(iri);
        return id.IsBound && snapshot.TryGetGraph(id, out _)
            ? id
            : throw new UserException(new($"De opslag heeft geen openbare graph <{iri}>.", $"The store has no public graph <{iri}>."));
    }

    private static RecordModel? ModelOf(string? name)
    {
        if (name is null || name == ModelWriter.SharedModel)
            return null;
        var known = ModelWriter.Names;
        return known.Contains(name, StringComparer.Ordinal)
            ? ModelWriter.Load(name)
            : throw new UserException(new($"Het model «{name}» bestaat niet; bekend zijn {string.Join(", ", known)}.", $"The model «{name}» does not exist; known are {string.Join(", ", known)}."), ExitCode.Usage);
    }

    private static RdfFormat FormatOf(string? name, string? model, bool isOneGraph)
    {
        if (name is null)
            return model is null ? RdfFormats.NQuads : RdfFormats.NTriples;
        var known = AnswerFormat.ByName(name, isGraph: true)?.Graph
            ?? throw new UserException(new($"Het formaat «{name}» is niet bekend; verwacht: nq, nt, ttl, trig, jsonld of rdf.", $"The format «{name}» is not known; expected: nq, nt, ttl, trig, jsonld or rdf."), ExitCode.Usage);
        // Named graphs need a format that has them; records in a model are one graph.
        return isOneGraph || known.HoldsGraphs
            ? known
            : throw new UserException(
                new($"{known.Name} kent geen graphs; gebruik nq, trig of jsonld, of vraag één graph (--graph) of records in een model (--model).", $"{known.Name} has no graphs; use nq, trig or jsonld, or ask for one graph (--graph) or for records in a model (--model)."),
                ExitCode.Usage);
    }

    private static Iri? RightsOf(string? text)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Iri(text)
            : throw new UserException(new($"--rights verwacht een adres (http://rightsstatements.org/…), niet «{text}».", $"--rights expects an address (http://rightsstatements.org/…), not «{text}»."), ExitCode.Usage);
    }
}
