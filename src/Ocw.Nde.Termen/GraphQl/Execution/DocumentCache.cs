using System.Collections.Concurrent;
using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>Documents that were parsed and found valid before: clients ask the same with other variables.</summary>
internal sealed class DocumentCache
{
    private const int MostDocuments = 512;
    private const int LongestDocument = 16 << 10;

    private readonly ConcurrentDictionary<string, PreparedDocument> _documents = new(StringComparer.Ordinal);

    public PreparedDocument? Find(string text) => text.Length <= LongestDocument ? _documents.GetValueOrDefault(text) : null;

    public void Add(string text, PreparedDocument document)
    {
        if (text.Length > LongestDocument)
            return;

        // A client with a document for each request would fill it; then the next ones make it anew.
        if (_documents.Count >= MostDocuments)
            _documents.Clear();
        _documents[text] = document;
    }
}

/// <summary>A valid document.</summary>
internal sealed record PreparedDocument(Document Document, IReadOnlyDictionary<string, FragmentNode> Fragments);
