using System.Text;
using Ocw.Nde.Rdf.Unpacking;
using static Ocw.Nde.Rdf.Tests.Unpacking.PackedFixtures;

namespace Ocw.Nde.Rdf.Tests.Unpacking;

/// <summary>Documents in packings, in one another, and archives that are up to no good.</summary>
public class UnpackerTests
{
    private static readonly byte[] Letter = "a"u8.ToArray();

    [Fact]
    public void Packings_in_one_another_are_taken_away_and_members_come_in_their_order()
    {
        var inner = Zip(("x/b.nt.gz", Gzip(Letter)), ("c.nt.bz2", Packed("lines.bz2")));
        var outer = Gzip(Zip(("een.nt.xz", Packed("lines.crc64.xz")), ("map/", []), ("map/twee.zip", inner)));

        Assert.Equal(
            [("d.zip.gz!een.nt.xz", "een.nt", Lines.Length), ("d.zip.gz!map/twee.zip!x/b.nt.gz", "b.nt", 1), ("d.zip.gz!map/twee.zip!c.nt.bz2", "c.nt", Lines.Length)],
            Documents("d.zip.gz", outer, new() { MaxDepth = 4 }).Select(d => (d.Origin, d.Name, d.Length)));
        Assert.Contains("lie in one another", Fault("d.zip.gz", outer, new() { MaxDepth = 3 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_can_be_opened_twice_where_its_input_can()
    {
        foreach (var packed in (byte[][])[Letter, Gzip(Letter), Zip(("a", Letter)), Gzip(Zip(("a.gz", Gzip(Letter))))])
        {
            foreach (var document in new Unpacker().Documents("x", "x", () => new MemoryStream(packed)))
                Assert.Equal(("a", "a"), (Text(document), Text(document)));
        }
    }

    [Fact]
    public void A_document_is_not_opened_for_whoever_passes_over_it()
    {
        using var input = new MemoryStream(Gzip(Letter));
        Assert.Single(new Unpacker().Documents("x", "x", () => input));
        Assert.False(input.CanRead);
    }

    [Theory]
    [InlineData("../x.nt")]
    [InlineData("a/../../x.nt")]
    [InlineData("/etc/x.nt")]
    [InlineData("..\\..\\x.nt")]
    [InlineData("C:\\x.nt")]
    [InlineData("\\\\server\\x.nt")]
    [InlineData("a\nb.nt")]
    [InlineData("..")]
    public void A_name_that_leads_out_of_the_archive_makes_the_whole_refused(string name) =>
        Assert.Contains("leads out of the archive", Fault("x.zip", Zip(("goed.nt", Letter), (name, Letter))), StringComparison.Ordinal);

    [Fact]
    public void Backslashes_of_old_programs_are_folders()
    {
        Assert.Equal(["x.zip!map/a.nt"], Documents("x.zip", Zip(("map\\a.nt", Letter))).Select(d => d.Origin));
        Assert.Contains("two members named 'map/a.nt'", Fault("x.zip", Zip(("map\\a.nt", Letter), ("./map/a.nt", Letter))), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_devices_and_encrypted_members_are_refused()
    {
        Assert.Contains("link", Fault("x.zip", WithAttributes(0xA1FF)), StringComparison.Ordinal);
        Assert.Contains("link or a device", Fault("x.zip", WithAttributes(0x2180)), StringComparison.Ordinal);
        Assert.Single(Documents("x.zip", WithAttributes(0x8180)));

        var encrypted = Zip(("a.nt", Letter));
        // The flags of the local header (6) and of the table of contents (8).
        encrypted[6] |= 1;
        encrypted[encrypted.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Assert.Contains("encrypted", Fault("x.zip", encrypted), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_about_its_size_or_content_is_noticed()
    {
        var zip = Zip(("a.nt", Lines));
        var contents = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        foreach (var field in (int[])[16, 24])
        {
            var lying = zip.ToArray();
            lying[contents + field] ^= 0x10;
            Assert.Contains("'a.nt'", Fault("x.zip", lying), StringComparison.Ordinal);
        }

        for (var length = 4; length < zip.Length; length += 97)
            Assert.Contains("x.zip", Fault("x.zip", zip[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_archive_ends_in_its_documents_or_in_a_fault()
    {
        var inner = Gzip(Lines);
        var zip = Zip(("a.nt", Lines), ("map/b.nt.gz", inner), ("c.zip", Zip(("d.nt", Letter))));
        var random = new Random(11);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = zip.ToArray();
            // Half of the damage where the structure is: at the end.
            for (var count = random.Next(1, 4); count > 0; count--)
                damaged[round % 2 == 0 ? random.Next(4, damaged.Length) : damaged.Length - 1 - random.Next(250)] = (byte)random.Next(256);
            try
            {
                foreach (var document in Documents("x.zip", damaged))
                    Assert.True(document.Length is 1 || document.Length == Lines.Length, $"round {round}: {document}");
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void An_archive_of_more_than_four_gigabytes_or_65535_members_is_read()
    {
        var many = Zip([.. Enumerable.Range(0, 66_000).Select(i => ($"{i}.nt", Array.Empty<byte>()))]);

        Assert.Equal(66_000, new Unpacker().Documents("x.zip", "x.zip", () => new MemoryStream(many)).Count());
        Assert.Contains("more than the ceiling of 1,000", Fault("x.zip", many, new() { MaxMembers = 1000 }), StringComparison.Ordinal);
    }

    [Fact]
    public void All_members_together_have_a_ceiling()
    {
        Assert.Contains("more than 1,000 bytes", Fault("x.zip", Zip(("a", new byte[600]), ("b", new byte[600])), new() { MaxBytes = 1000 }), StringComparison.Ordinal);
        Assert.Contains("decompression bomb", Fault("x.zip", Zip(("a", new byte[9 << 20])), new() { RatioJudgedFrom = 1 << 20 }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_cannot_be_sought_in_leaves_no_temporary_file()
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-");
        try
        {
            Assert.Single(Documents("x.zip.gz", Gzip(Zip(("a", Letter))), new() { TemporaryDirectory = folder.FullName }));
            Fault("x.zip.gz", Gzip(Zip(("a", Letter))[..^5]), new() { TemporaryDirectory = folder.FullName });
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<(string Origin, string Name, int Length)> Documents(string name, byte[] packed, UnpackLimits? limits = null) =>
        [.. new Unpacker(limits).Documents(name, name, () => new MemoryStream(packed)).Select(d => (d.Origin, d.Name, Text(d).Length))];

    private static string Fault(string name, byte[] packed, UnpackLimits? limits = null) => Assert.Throws<InvalidDataException>(() => Documents(name, packed, limits)).Message;

    private static string Text(UnpackedDocument document)
    {
        using var reader = new StreamReader(document.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] WithAttributes(int unixMode)
    {
        var zip = Zip(("a.nt", Letter));
        var contents = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        zip[contents + 5] = 3;
        BitConverter.TryWriteBytes(zip.AsSpan(contents + 38), (uint)unixMode << 16);
        return zip;
    }
}
