using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Tests.Unpacking;

/// <summary>bzip2 and xz: what the usual programs pack is read; what is not whole is noticed.</summary>
public class PackedStreamTests
{
    public static TheoryData<string> Readable => PackedFixtures.Readable;

    [Theory]
    [MemberData(nameof(Readable))]
    public void What_the_usual_programs_pack_comes_out_as_it_was(string name)
    {
        var packed = PackedFixtures.Packed(name);

        Assert.True(Read(packed).AsSpan().SequenceEqual(PackedFixtures.TextOf(name)));
        Assert.True(Read(packed, 1).AsSpan().SequenceEqual(PackedFixtures.TextOf(name)));
    }

    [Theory]
    [InlineData("lines.crc64.xz")]
    [InlineData("lines.blocks.xz")]
    [InlineData("lines.none.xz")]
    [InlineData("run.xz")]
    [InlineData("empty.xz")]
    [InlineData("lines.bz2")]
    [InlineData("run.bz2")]
    [InlineData("empty.bz2")]
    public void Every_way_to_cut_a_file_off_is_noticed(string name)
    {
        var packed = PackedFixtures.Packed(name);
        var step = Math.Max(1, packed.Length / 150);
        for (var length = 6; length < packed.Length; length += length > packed.Length - 64 ? 1 : step)
            Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Read(packed[..length])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lines.crc32.xz")]
    [InlineData("lines.crc64.xz")]
    [InlineData("lines.sha256.xz")]
    [InlineData("noise.xz")]
    [InlineData("streams.xz")]
    [InlineData("lines.bz2")]
    [InlineData("noise.bz2")]
    [InlineData("streams.bz2")]
    public void No_flipped_bit_goes_unnoticed(string name)
    {
        var packed = PackedFixtures.Packed(name);
        var text = PackedFixtures.TextOf(name);
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var damaged = packed.ToArray();
            var at = random.Next(damaged.Length * 8);
            damaged[at / 8] ^= (byte)(1 << (at % 8));
            try
            {
                // A bit that means nothing, such as one after the last of bzip2, changes nothing.
                Assert.True(Read(damaged).AsSpan().SequenceEqual(text), $"{name}: bit {at}");
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void Any_bytes_behind_the_magic_end_in_a_fault_or_in_text()
    {
        var random = new Random(3);
        foreach (var name in (string[])["lines.crc64.xz", "lines.blocks.xz", "lines.bz2", "run.bz2"])
        {
            var packed = PackedFixtures.Packed(name);
            for (var round = 0; round < 150; round++)
            {
                var damaged = packed.ToArray();
                random.NextBytes(damaged.AsSpan(random.Next(6, damaged.Length)));
                Assert.Throws<InvalidDataException>(() => Read(damaged));
            }
        }
    }

    [Theory]
    [InlineData("lines.crc64.xz")]
    [InlineData("lines.bz2")]
    public void Something_else_behind_the_data_is_refused_and_zeros_are_passed_over(string name)
    {
        var packed = PackedFixtures.Packed(name);

        Assert.Contains("something else follows", Assert.Throws<InvalidDataException>(() => Read([.. packed, .. "en nog iets anders"u8])).Message, StringComparison.Ordinal);
        Assert.Equal(PackedFixtures.Lines, Read([.. packed, .. new byte[512]]));
    }

    [Theory]
    [InlineData("repeated.xz")]
    [InlineData("repeated.bz2")]
    public void Expansion_has_a_ceiling_in_bytes_and_in_proportion(string name)
    {
        var packed = PackedFixtures.Packed(name);

        Assert.Contains("more than 1,000,000 bytes", Assert.Throws<InvalidDataException>(() => Read(packed, limits: new() { MaxBytes = 1_000_000 })).Message, StringComparison.Ordinal);
        Assert.Contains("decompression bomb", Assert.Throws<InvalidDataException>(() => Read(packed, limits: new() { MaxRatioOfBlocks = 2, RatioJudgedFrom = 1000 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_beyond_the_ceiling_and_a_filter_for_programs_are_refused_with_what_to_do()
    {
        Assert.Contains("xz -9", Assert.Throws<InvalidDataException>(() => Read(PackedFixtures.Packed("run.large-dictionary.xz"))).Message, StringComparison.Ordinal);
        Assert.Equal(PackedFixtures.Run, Read(PackedFixtures.Packed("run.large-dictionary.xz"), limits: new() { MaxDictionaryBytes = 256 << 20 }));
        Assert.Contains("filter", Assert.Throws<InvalidDataException>(() => Read(PackedFixtures.Packed("lines.delta.xz"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dump.ttl.xz", "dump.ttl", Packing.Xz)]
    [InlineData("dump.NT.BZ2", "dump.NT", Packing.Bzip2)]
    [InlineData("dump.nq.gz", "dump.nq", Packing.Gzip)]
    [InlineData("dump.tar.zip.gz", "dump.tar", Packing.Gzip)]
    [InlineData("dump.rdf", "dump.rdf", Packing.None)]
    public void A_name_says_how_it_is_packed_and_what_is_in_it(string name, string inner, Packing packing) =>
        Assert.Equal((inner, packing), (Packings.NameWithout(name), Packings.OfName(name)));

    private static byte[] Read(byte[] packed, int step = 64 << 10, UnpackLimits? limits = null)
    {
        using var unpacked = new Unpacker(limits).OpenSingle("x", new MemoryStream(packed));
        using var text = new MemoryStream();
        unpacked.CopyTo(text, step);
        return text.ToArray();
    }
}
