using System.Buffers;
using System.Text;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Makes the labels that a reader hands on: the caller's prefix, then the written label or a number.</summary>
/// <remarks>
/// Made labels are <c>anon1</c>, <c>anon2</c>…; a written label that begins with <c>anon</c> gets <c>anonw</c> before it.
/// So the two never meet, without any table of the labels seen.
/// </remarks>
internal sealed class BlankLabels
{
    private static readonly SearchValues<char> PrefixCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private readonly byte[] _prefix;

    internal BlankLabels(RdfReaderOptions options)
    {
        if (options.BlankNodePrefix.AsSpan().ContainsAnyExcept(PrefixCharacters))
            throw new ArgumentException($"The blank-node prefix '{options.BlankNodePrefix}' may hold only ASCII letters and digits.", nameof(options));
        _prefix = Encoding.ASCII.GetBytes(options.BlankNodePrefix.Length == 0 ? "" : options.BlankNodePrefix + "_");
    }

    internal bool HasPrefix => _prefix.Length > 0;

    internal long Made { get; private set; }

    /// <summary>A number for a new blank node.</summary>
    internal long Next() => ++Made;

    internal void AppendMade(long number, ByteBuffer target)
    {
        target.Append(_prefix);
        target.Append("anon"u8);
        target.AppendNumber(number);
    }

    internal void AppendWritten(ReadOnlySpan<byte> label, ByteBuffer target)
    {
        if (label.StartsWith("anon"u8))
        {
            target.Append(_prefix);
            target.Append("anonw"u8);
            target.Append(label);
            return;
        }

        AppendPrefixed(label, target);
    }

    /// <summary>For formats that never make labels: only the prefix is added.</summary>
    internal void AppendPrefixed(ReadOnlySpan<byte> label, ByteBuffer target)
    {
        target.Append(_prefix);
        target.Append(label);
    }
}
