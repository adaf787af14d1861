using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Rdf.Unpacking.Gzip;
using static Ocw.Nde.Rdf.Tests.Unpacking.PackedFixtures;

namespace Ocw.Nde.Rdf.Tests.Unpacking;

public class GzipReadStreamTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"<http://example.org/{i * 7919 % 104729}> <x:p> \"{i}\" .\n"));

    [Fact]
    public void One_member_and_several_members_read_whole()
    {
        byte[] one = Gzip("hallo");
        byte[] several = [.. Gzip("a"), .. Gzip(""), .. Gzip(Text), .. Gzip("z")];

        Assert.Equal("hallo", Read(one));
        Assert.Equal("a" + Text + "z", Read(several));
    }

    [Fact]
    public void Every_way_to_cut_a_file_off_is_noticed()
    {
        var whole = Gzip(Text);
        var two = Gzip("a").Concat(Gzip("b")).ToArray();

        foreach (var length in (int[])[0, 1, 5, 9, 10, 11, 100, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 4, whole.Length - 1])
            Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Read(whole[..length])).Message, StringComparison.Ordinal);
        for (var length = 0; length < two.Length; length++)
        {
            if (length != two.Length / 2)
                Assert.Throws<InvalidDataException>(() => Read(two[..length]));
        }
    }

    [Fact]
    public void What_comes_out_of_a_cut_off_file_is_a_true_beginning()
    {
        var whole = Gzip(Text);
        for (var length = whole.Length / 2; length < whole.Length; length += 997)
        {
            using var gzip = new GzipReadStream(new MemoryStream(whole[..length]));
            using var read = new MemoryStream();
            Assert.Throws<InvalidDataException>(() => gzip.CopyTo(read));
            Assert.StartsWith(Encoding.UTF8.GetString(read.ToArray()), Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damage_and_other_data_are_refused()
    {
        var damaged = Gzip(Text);
        damaged[^6] ^= 1;

        Assert.Throws<InvalidDataException>(() => Read(damaged));
        Assert.Throws<InvalidDataException>(() => Read(Encoding.UTF8.GetBytes(Text)));
    }

    [Fact]
    public void What_follows_the_data_is_refused_unless_it_is_zeros()
    {
        foreach (var size in (int[])[1, 7, 512, 70_000, 200_000])
        {
            var zeros = new byte[size];
            byte[] garbage = [1, .. zeros];
            byte[] late = [.. zeros, 1];

            Assert.Equal("a", Read([.. Gzip("a"), .. zeros]));
            Assert.Equal(Text, Read([.. Gzip(Text), .. zeros]));
            Assert.Contains("something else follows", Assert.Throws<InvalidDataException>(() => Read([.. Gzip("a"), .. garbage])).Message, StringComparison.Ordinal);
            Assert.Contains("something else follows", Assert.Throws<InvalidDataException>(() => Read([.. Gzip("a"), .. late])).Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidDataException>(() => Read([.. Gzip("a"), 0x1F]));
        Assert.Throws<InvalidDataException>(() => Read([.. Gzip("a"), .. Zip(("b", "c"u8.ToArray()))]));
    }

    [Fact]
    public void Expansion_has_a_ceiling_in_bytes_and_in_proportion()
    {
        var spaces = Gzip(new string(' ', 8 << 20));

        Assert.Contains("200 times", Assert.Throws<InvalidDataException>(() => Read(spaces, new() { RatioJudgedFrom = 4 << 20 })).Message, StringComparison.Ordinal);
        Assert.Equal(8 << 20, Read(spaces).Length);
        Assert.Contains("1,000 bytes", Assert.Throws<InvalidDataException>(() => Read(Gzip(Text), new() { MaxBytes = 1000 })).Message, StringComparison.Ordinal);
    }

    private static byte[] Gzip(string text) => PackedFixtures.Gzip(Encoding.UTF8.GetBytes(text), CompressionLevel.Optimal);

    private static string Read(byte[] data, UnpackLimits? limits = null)
    {
        using var gzip = new GzipReadStream(new MemoryStream(data), limits);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
