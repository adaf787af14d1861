using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Sparql.Updates;

/// <summary>The documents of a request's LOAD operations, fetched and read before the first operation runs, so that no writer waits for the web.</summary>
internal sealed class LoadedDocuments
{
    private readonly Dictionary<Load, MemoryQuadSource?> documents = new(ReferenceEqualityComparer.Instance);

    /// <summary>Fetches every document; one that fails under SILENT counts as nothing to do.</summary>
    internal static LoadedDocuments Fetch(SparqlUpdate update, IDocumentLoader? loader, UpdateClock clock)
    {
        var loaded = new LoadedDocuments();
        foreach (var load in update.Operations.OfType<Load>())
            loaded.documents[load] = Fetch(load, loader, clock);
        return loaded;
    }

    /// <summary>What a LOAD brings; <see langword="null"/> if it failed silently.</summary>
    internal MemoryQuadSource? Of(Load load) => documents[load];

    private static MemoryQuadSource? Fetch(Load load, IDocumentLoader? loader, UpdateClock clock)
    {
        try
        {
            if (loader is null)
                throw Refused(load.Source, "this node does not load documents by SPARQL Update; send the data itself, by INSERT DATA or the Graph Store Protocol.", null);
            var document = new MemoryQuadSourceBuilder();
            loader.Load(load.Source, document, clock.Token);
            return document.Build();
        }
        catch (SparqlUpdateException) when (load.Silent)
        {
            return null;
        }
        catch (DocumentLoadException) when (load.Silent)
        {
            return null;
        }
        catch (DocumentLoadException failed)
        {
            throw failed.IsRefused
                ? Refused(load.Source, failed.Message, failed)
                : new SparqlUpdateException(UpdateFault.LoadFailed, $"LOAD <{load.Source.Value}> failed: {failed.Message}", failed);
        }
    }

    private static SparqlUpdateException Refused(Iri source, string why, Exception? inner) =>
        new(UpdateFault.LoadNotAllowed, $"LOAD <{source.Value}> is refused: {why}", inner);
}
