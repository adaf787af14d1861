using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>Draws some of the addresses of the images of a run: those whose hash is smallest, so that every address has the same chance, and the same addresses give the same sample. Safe for several threads.</summary>
internal sealed class MediaSample(int size)
{
    private static readonly Iri ContentUrl = new("https://schema.org/contentUrl");
    private static readonly Iri Type = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    private static readonly Iri ImageObject = new("https://schema.org/ImageObject");

    private readonly Lock _lock = new();
    private readonly SortedDictionary<ulong, MediaAddress> _drawn = [];

    /// <summary>The sample, in the order of drawing.</summary>
    public IReadOnlyList<MediaAddress> Drawn
    {
        get
        {
            lock (_lock)
                return [.. _drawn.Values];
        }
    }

    /// <summary>Lets the addresses of a public record take part.</summary>
    public void Add(string record, IReadOnlyList<Triple> open)
    {
        if (size == 0)
            return;
        foreach (var triple in open)
        {
            if (!triple.Predicate.Equals(ContentUrl) || triple.Object is not Iri address || !Uri.TryCreate(address.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                continue;
            var isImage = open.Any(t => t.Subject.Equals(triple.Subject) && t.Predicate.Equals(Type) && t.Object.Equals(ImageObject));
            Draw(new MediaAddress(uri, record, isImage));
        }
    }

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        lock (_lock)
            _drawn.Clear();
    }

    private void Draw(MediaAddress address)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(address.Address.AbsoluteUri), hash);
        var key = BitConverter.ToUInt64(hash);
        lock (_lock)
        {
            if (_drawn.Count >= size && key >= _drawn.Keys.Last())
                return;
            _drawn.TryAdd(key, address);
            if (_drawn.Count > size)
                _drawn.Remove(_drawn.Keys.Last());
        }
    }
}

/// <summary>An image of a record.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Record">The identifier of the record.</param>
/// <param name="IsImage">Whether the record says that it is an image, not sound or text.</param>
internal sealed record MediaAddress(Uri Address, string Record, bool IsImage);
