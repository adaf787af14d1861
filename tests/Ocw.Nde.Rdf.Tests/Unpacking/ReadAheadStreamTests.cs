using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Rdf.Unpacking.Gzip;

namespace Ocw.Nde.Rdf.Tests.Unpacking;

public class ReadAheadStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(3_000_001)]
    public void What_comes_out_is_what_the_inner_stream_gives(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        using var stream = new ReadAheadStream(new MemoryStream(bytes));
        using var read = new MemoryStream();

        stream.CopyTo(read, 1000);

        Assert.True(read.ToArray().AsSpan().SequenceEqual(bytes));
        Assert.Equal(0, stream.Read(new byte[10]));
    }

    [Fact]
    public void An_error_of_the_inner_stream_is_thrown_as_it_is()
    {
        using var stream = new ReadAheadStream(new GzipReadStream(new MemoryStream("geen gzip"u8.ToArray())));
        Assert.Throws<InvalidDataException>(() => stream.CopyTo(Stream.Null));
    }

    [Fact]
    public void A_stream_that_is_let_go_before_its_end_stops_reading()
    {
        var inner = new MemoryStream(new byte[50_000_000]);
        var stream = new ReadAheadStream(inner);
        Assert.Equal(10, stream.Read(new byte[10]));

        stream.Dispose();

        Assert.InRange(inner.Position, 10, 10_000_000);
    }
}
