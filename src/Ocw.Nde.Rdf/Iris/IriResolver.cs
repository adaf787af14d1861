using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Iris;

/// <summary>Resolves IRI references against a base by the algorithm of RFC 3986 §5.2, without any normalisation.</summary>
/// <remarks>
/// <see cref="Uri"/> is not used: it lower-cases hosts, unescapes characters and refuses IRIs that RDF allows, and RDF compares IRIs as strings.
/// An absolute reference comes back exactly as it was written (RDF 1.1 Turtle §6.3), dot segments included.
/// </remarks>
public static class IriResolver
{
    /// <summary>Whether a text begins with a scheme, so that it needs no base.</summary>
    public static bool IsAbsolute(ReadOnlySpan<byte> iri) => IriParts.SchemeLength(iri) > 0;

    /// <inheritdoc cref="IsAbsolute(ReadOnlySpan{byte})"/>
    public static bool IsAbsolute(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return IsAbsolute(Encoding.UTF8.GetBytes(iri));
    }

    /// <summary>The absolute IRI that <paramref name="reference"/> means where <paramref name="baseIri"/> is the base.</summary>
    /// <exception cref="ArgumentException"><paramref name="baseIri"/> is itself relative.</exception>
    public static string Resolve(string baseIri, string reference)
    {
        ArgumentNullException.ThrowIfNull(baseIri);
        ArgumentNullException.ThrowIfNull(reference);
        if (!IsAbsolute(baseIri))
            throw new ArgumentException($"The base <{baseIri}> is not an absolute IRI.", nameof(baseIri));
        var target = new ByteBuffer();
        Resolve(Encoding.UTF8.GetBytes(baseIri), Encoding.UTF8.GetBytes(reference), target);
        return Encoding.UTF8.GetString(target.Written);
    }

    /// <summary>Appends the absolute IRI to <paramref name="target"/>.</summary>
    internal static void Resolve(ReadOnlySpan<byte> baseIri, ReadOnlySpan<byte> reference, ByteBuffer target)
    {
        var r = IriParts.Of(reference);
        if (r.HasScheme)
        {
            target.Append(reference);
            return;
        }

        var b = IriParts.Of(baseIri);
        target.Append(b.Scheme);
        target.Append((byte)':');
        AppendAuthority(r.HasAuthority ? r : b, target);
        var pathStart = target.Length;
        if (r.HasAuthority || r.Path.StartsWith((byte)'/'))
            DotSegments.AppendWithout(r.Path, target);
        else if (r.Path.IsEmpty)
            target.Append(b.Path);
        else
            AppendMerged(b, r.Path, target);

        // A path that begins with "//" would be read as an authority (RFC 3986 §3.3): "/." before it keeps it a path.
        if (!r.HasAuthority && !b.HasAuthority && target.From(pathStart).StartsWith("//"u8))
        {
            var path = target.From(pathStart).ToArray();
            target.Length = pathStart;
            target.Append("/."u8);
            target.Append(path);
        }

        AppendQueryAndFragment(b, r, target);
    }

    private static void AppendAuthority(in IriParts from, ByteBuffer target)
    {
        if (!from.HasAuthority)
            return;
        target.Append("//"u8);
        target.Append(from.Authority);
    }

    // RFC 3986 §5.2.3
    private static void AppendMerged(in IriParts b, ReadOnlySpan<byte> path, ByteBuffer target)
    {
        var merged = new ByteBuffer();
        if (b.HasAuthority && b.Path.IsEmpty)
            merged.Append((byte)'/');
        else
            merged.Append(b.Path[..(b.Path.LastIndexOf((byte)'/') + 1)]);
        merged.Append(path);
        DotSegments.AppendWithout(merged.Written, target);
    }

    private static void AppendQueryAndFragment(in IriParts b, in IriParts r, ByteBuffer target)
    {
        var inheritsQuery = !r.HasQuery && !r.HasAuthority && r.Path.IsEmpty;
        if (r.HasQuery || (inheritsQuery && b.HasQuery))
        {
            target.Append((byte)'?');
            target.Append(inheritsQuery ? b.Query : r.Query);
        }

        if (r.HasFragment)
        {
            target.Append((byte)'#');
            target.Append(r.Fragment);
        }
    }
}
