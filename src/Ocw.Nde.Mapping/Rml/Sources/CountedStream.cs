using System.Globalization;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Mapping.Rml.Sources;

/// <summary>A stream that ends in a fault when it gives more than it may: in all, or since a record began.</summary>
internal sealed class CountedStream(Stream inner, string name, long maxBytes) : ReadOnlySequentialStream
{
    private long _read;
    private long _recordStart;
    private long _maxRecord = long.MaxValue;

    /// <summary>From here on at most this many bytes may come until the next call.</summary>
    public void BeginRecord(long maxRecordBytes) => (_recordStart, _maxRecord) = (_read, maxRecordBytes);

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _read += count;
        if (_read > maxBytes)
            throw new RmlException(name, 0, string.Create(CultureInfo.InvariantCulture, $"is larger than {maxBytes} bytes when it is unpacked, the ceiling of a source."));
        if (_read - _recordStart > _maxRecord)
            throw new RmlException(name, 0, string.Create(CultureInfo.InvariantCulture, $"a record is larger than {_maxRecord} bytes. Perhaps the iterator points at the whole document instead of its records."));
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
