using System.Text;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Mapping.Rml.Sources;

/// <summary>A stream whose byte order mark, if it has one, was read and taken away.</summary>
internal sealed class MarkedStream : ReadOnlySequentialStream
{
    private readonly Stream _inner;
    private readonly byte[] _begin = new byte[3];
    private int _at;
    private readonly int _count;

    /// <summary>Reads the mark.</summary>
    public MarkedStream(Stream inner)
    {
        _inner = inner;
        _count = inner.ReadAtLeast(_begin, _begin.Length, throwOnEndOfStream: false);
        (Encoding, _at) = _begin.AsSpan(0, _count) switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => ((Encoding?)null, 0),
        };
    }

    /// <summary>What the mark says, or <see langword="null"/> where there is none.</summary>
    public Encoding? Encoding { get; }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _count)
            return _inner.Read(buffer);
        var length = Math.Min(buffer.Length, _count - _at);
        _begin.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
