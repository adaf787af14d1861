using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>The documents in a payload, with all packing taken away.</summary>
internal sealed class PayloadDocuments(PayloadArchive archive, CutOptions options)
{
    private readonly Unpacker _unpacker = new(options.UnpackLimits) { Compound = SheetFiles.Of };

    /// <summary>The documents of a payload, in the order of the archive. A document can be opened until the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">The payload, or an archive in it, is damaged or passes a ceiling.</exception>
    public IEnumerable<UnpackedDocument> Of(ArchivedPayload payload) => Of(payload, null);

    /// <summary>Opens one document of a payload by its origin, independently of any enumeration.</summary>
    public Stream Open(ArchivedPayload payload, string origin)
    {
        var documents = Of(payload, origin).GetEnumerator();
        try
        {
            while (documents.MoveNext())
            {
                if (documents.Current.Origin == origin)
                    return new OwningStream(documents.Current.Open(), documents);
            }
        }
        catch
        {
            documents.Dispose();
            throw;
        }

        documents.Dispose();
        throw new FileNotFoundException($"{payload.Origin} holds no document '{origin}'.");
    }

    private IEnumerable<UnpackedDocument> Of(ArchivedPayload payload, string? only) =>
        _unpacker.Documents(payload.Origin, NameOf(payload.Origin), () => archive.OpenUnchecked(payload.Hash), payload.Members, only);

    private static string NameOf(string path)
    {
        var end = path.IndexOfAny(['?', '#']) is > 0 and var query && path.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? query : path.Length;
        var slash = path.AsSpan(0, end).LastIndexOfAny('/', '\\');
        return path[(slash + 1)..end];
    }
}
