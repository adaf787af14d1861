using System.Collections.Concurrent;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>The contexts that this program brings along (<c>ontologies/contexts</c>), by their addresses; nothing is ever fetched.</summary>
public sealed class KnownContexts : IJsonLdDocumentLoader
{
    private const string Folder = "contexts/";
    private const string Listing = Folder + "contexts.tsv";

    private readonly Dictionary<string, string> _files;
    private readonly ConcurrentDictionary<string, JsonLdDocument> _documents = new(StringComparer.Ordinal);

    private KnownContexts() => _files = System.Text.Encoding.UTF8.GetString(Resource(Listing))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .Select(line => line.Split('\t'))
        .ToDictionary(parts => Key(parts[0]), parts => Folder + parts[1], StringComparer.Ordinal);

    /// <summary>The loader of them.</summary>
    public static KnownContexts Loader { get; } = new();

    /// <summary>Their addresses, without scheme and last slash, which do not matter.</summary>
    public IReadOnlyCollection<string> Addresses => _files.Keys;

    /// <summary>Whether an address is one of theirs.</summary>
    public bool Has(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return _files.ContainsKey(Key(iri));
    }

    /// <inheritdoc/>
    public JsonLdDocument Load(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return _files.TryGetValue(Key(iri), out var file)
            ? _documents.GetOrAdd(file, static (name, address) => new(address, Resource(name)), iri)
            : throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, "an address whose content this program brings along", $"<{iri}>, and nothing is fetched because a document says so");
    }

    // http and https are taken as one, and a slash at the end and a fragment mean nothing: publishers write them all.
    private static string Key(string iri)
    {
        var hash = iri.IndexOf('#', StringComparison.Ordinal);
        var text = hash < 0 ? iri : iri[..hash];
        var scheme = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        return text[scheme..].TrimEnd('/');
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(KnownContexts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
