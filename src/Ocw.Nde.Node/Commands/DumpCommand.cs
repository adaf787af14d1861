using System.CommandLine;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>dump</c>: writes the store, or one graph, as N-Quads to standard output.</summary>
internal static class DumpCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var graph = new Option<string?>("--graph") { Description = "Alleen deze graph / This graph only", HelpName = "IRI" };
        var closed = new Option<bool>("--include-closed") { Description = "Ook wat niet openbaar is / What is not public too" };
        var command = new Command("dump", "Schrijf quads als N-Quads / Write quads as N-Quads") { graph, closed };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            using var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store);
            using var snapshot = store.OpenSnapshot(parsed.GetValue(closed) ? ReaderScope.Internal : ReaderScope.Public);
            // Not disposed: standard output is not this command's to close.
            var output = new BufferedStream(terminal.OutBytes, 1 << 16);
            var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, output);
            if (parsed.GetValue(graph) is { } iri)
            {
                var id = snapshot.Terms.FindIri(iri);
                if (!id.IsBound || !snapshot.TryGetGraph(id, out _))
                    throw new UserException(new($"De opslag heeft geen openbare graph <{iri}>.", $"The store has no public graph <{iri}>."));
                snapshot.Dump(id, writer, cancellation);
            }
            else
            {
                if (snapshot.UnnamedGraph is not null)
                    snapshot.Dump(TermId.Unbound, writer, cancellation);
                foreach (var named in snapshot.NamedGraphs)
                    snapshot.Dump(named.Id, writer, cancellation);
            }

            writer.Complete();
            output.Flush();
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
