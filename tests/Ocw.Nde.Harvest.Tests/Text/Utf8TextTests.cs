using System.Text;

namespace Ocw.Nde.Harvest.Tests.Text;

public sealed class Utf8TextTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1023)]
    [InlineData(100_000)]
    public void Valid_UTF_8_passes_unchanged_however_it_is_read(int part)
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"é€😀{number}"));

        var (read, repaired) = Read(Encoding.UTF8.GetBytes(text), null, part);

        Assert.Equal((text, 0), (read, repaired));
    }

    [Fact]
    public void Every_byte_of_Windows_1252_becomes_its_letter()
    {
        var bytes = Enumerable.Range(0x80, 0x80).SelectMany(value => new[] { (byte)value, (byte)' ' }).ToArray();

        var (read, repaired) = Read(bytes, null, 100);

        Assert.Equal(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes), read);
        Assert.Equal(128, repaired);
    }

    [Fact]
    public void A_character_cut_off_at_the_end_does_not_disappear()
    {
        var (read, repaired) = Read([.. "caf"u8, 0xC3], null, 100);

        Assert.Equal(("cafÃ", 1), (read, repaired));
    }

    [Fact]
    public void Random_bytes_always_give_valid_UTF_8()
    {
        var random = new Random(42);
        var bytes = new byte[100_000];
        random.NextBytes(bytes);

        var (read, _) = Read([.. "x"u8, 1, 1, 1, .. bytes], null, 4096);

        Assert.DoesNotContain('\uFFFD', read);
    }

    [Theory]
    [InlineData("UTF-7")]
    [InlineData("klingon")]
    public void An_encoding_that_is_not_read_is_refused_with_its_name(string name)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read("x"u8.ToArray(), name, 10));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    private static (string Text, long Repaired) Read(byte[] bytes, string? declared, int part)
    {
        using var text = Utf8Text.Open(new MemoryStream(bytes), declared);
        using var copy = new MemoryStream();
        var buffer = new byte[part];
        int length;
        while ((length = text.Read(buffer)) > 0)
            copy.Write(buffer.AsSpan(0, length));
        return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(copy.ToArray()), text.RepairedBytes);
    }
}
