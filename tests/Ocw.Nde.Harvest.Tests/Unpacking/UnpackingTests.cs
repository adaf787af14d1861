using System.IO.Compression;
using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Unpacking;

public sealed class UnpackingTests
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("nr,titel\n" + string.Concat(Enumerable.Range(1, 2_000).Select(number => $"{number},titel {number * 7919 % 10007}\n")));

    [Fact]
    public async Task Several_gzip_members_are_one_document()
    {
        var half = Csv.AsSpan().IndexOf("1000,"u8);
        var outcome = await CutAsync("x.csv.gz", [.. GZip(Csv[..half]), .. GZip(Csv[half..])]);

        Assert.Equal((2_000, 0), (outcome.Summary.Kept, outcome.Summary.IncompleteReasons.Count));
    }

    [Fact]
    public async Task A_gzip_that_is_cut_off_anywhere_is_never_taken_for_whole()
    {
        var packed = GZip(Csv);
        for (var length = 3; length < packed.Length; length += length < packed.Length - 40 ? 331 : 1)
        {
            var outcome = await CutAsync("x.csv.gz", packed[..length]);

            Assert.True(outcome.Run.Outcome == HarvestOutcome.Incomplete, $"{length} of {packed.Length}");
            Assert.Contains(outcome.Summary.IncompleteReasons, reason => reason.Code == "payload-damaged");
            Assert.True(outcome.Summary.Kept < 2_000);
        }
    }

    [Fact]
    public async Task A_gzip_with_a_flipped_bit_is_damaged()
    {
        var packed = GZip(Csv);
        packed[^6] ^= 1;

        Assert.Equal(HarvestOutcome.Incomplete, (await CutAsync("x.csv.gz", packed)).Run.Outcome);
    }

    [Fact]
    public async Task Zeros_behind_a_gzip_are_passed_over()
    {
        var outcome = await CutAsync("x.csv.gz", [.. GZip(Csv), .. new byte[512]]);

        Assert.Equal((HarvestOutcome.Complete, 2_000), (outcome.Run.Outcome, outcome.Summary.Kept));
    }

    [Fact]
    public async Task Packing_is_told_by_content_not_by_name()
    {
        Assert.Equal(2_000, (await CutAsync("x.csv", GZip(Csv))).Summary.Kept);
        Assert.Equal(2_000, (await CutAsync("x.csv.gz", Csv)).Summary.Kept);
        Assert.Equal(2_000, (await CutAsync("x.ttl", Zip(("a.csv", Csv)))).Summary.Kept);
        Assert.Equal(2_000, (await CutAsync("x.gz", GZip(Zip(("a.csv.gz", GZip(Csv)))))).Summary.Kept);
    }

    [Theory]
    [InlineData("lines.bz2")]
    [InlineData("lines.crc64.xz")]
    public async Task Bzip2_and_xz_are_unpacked_and_cut_off_they_are_incomplete(string fixture)
    {
        var packed = await File.ReadAllBytesAsync(Path.Combine(SharedData.ProjectRoot, "tests", "Ocw.Nde.Rdf.Tests", "Unpacking", "Fixtures", fixture));
        using var bench = new HarvestBench();
        var whole = await bench.CutTextAsync("a.nt", packed);
        var cut = await bench.CutTextAsync("b.nt", packed.AsSpan(..^3));

        using var reader = new StreamReader(Assert.Single(whole.Documents).Open());
        Assert.Equal(1_000, (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal((HarvestOutcome.Complete, HarvestOutcome.Incomplete), (whole.Run.Outcome, cut.Run.Outcome));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("!a.csv", 1)]
    [InlineData("!map/*.csv", 1)]
    [InlineData("!*.csv", 2)]
    [InlineData("!**/b.csv", 1)]
    public async Task Members_are_chosen_by_name_or_pattern(string members, int files)
    {
        using var bench = new HarvestBench();
        bench.File("x.zip", Zip(("a.csv", "nr,t\n1,a\n"u8.ToArray()), ("map/b.csv", "nr,t\n2,b\n"u8.ToArray()), ("LEESMIJ.txt", "Een toelichting.\n"u8.ToArray()), ("__MACOSX/a.csv", [0, 1])));

        var outcome = await bench.CutAsync(new FileSource("x", [$"x.zip{members}"]) { BaseDirectory = bench.Folder });

        Assert.Equal((files, 0), (outcome.Summary.Kept, outcome.Summary.IncompleteReasons.Count));
        Assert.All(outcome.Records, record => Assert.Contains("x.zip!", record.Origin, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_is_not_there_says_what_there_is()
    {
        using var bench = new HarvestBench();
        bench.File("x.zip", Zip(("a.csv", Csv)));

        var outcome = await bench.CutAsync(new FileSource("x", ["x.zip!b.csv"]) { BaseDirectory = bench.Folder });

        var reason = Assert.Single(outcome.Summary.IncompleteReasons).Message;
        Assert.Contains("'b.csv'", reason, StringComparison.Ordinal);
        Assert.Contains("a.csv", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_member_is_noticed_and_the_others_are_read()
    {
        var zip = Zip(CompressionLevel.NoCompression, ("a.csv", Csv), ("b.csv", "nr,t\nb1,x\n"u8.ToArray()));
        zip[zip.AsSpan().IndexOf("titel 5"u8)] ^= 1;

        var outcome = await CutAsync("x.zip", zip);

        Assert.Contains("damaged", Assert.Single(outcome.Summary.IncompleteReasons).Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Records, record => record.Identifier == "b1");
    }

    [Fact]
    public async Task A_zip_that_is_cut_off_is_incomplete()
    {
        var zip = Zip(("a.csv", Csv));

        var outcome = await CutAsync("x.zip", zip[..^40]);

        Assert.Equal((0, 1), (outcome.Summary.Kept, outcome.Summary.IncompleteReasons.Count));
    }

    [Fact]
    public async Task Ceilings_on_size_ratio_members_and_depth_end_the_payload()
    {
        var zeros = GZip([.. "nr,titel\n1,a\n2,"u8, .. new byte[80 << 20]]);
        var matroshka = Zip(("a.csv", Csv));
        for (var depth = 0; depth < 4; depth++)
            matroshka = Zip(("a.zip", matroshka));

        Assert.Contains("decompression bomb", await ReasonAsync("x.csv.gz", zeros, CutOptions.Default), StringComparison.Ordinal);
        Assert.Contains("unpacks to more than 1,000 bytes", await ReasonAsync("x.csv.gz", GZip(Csv), new CutOptions { MaxUnpackedBytes = 1_000 }), StringComparison.Ordinal);
        Assert.Contains("more than the ceiling of 1", await ReasonAsync("x.zip", Zip(("a.csv", Csv), ("b.csv", Csv)), new CutOptions { MaxArchiveMembers = 1 }), StringComparison.Ordinal);
        Assert.Contains("archives lie in one another", await ReasonAsync("x.zip", matroshka, CutOptions.Default), StringComparison.Ordinal);
    }

    [SharedTheory("trust/hostile/archive")]
    [InlineData("gzip-ok.nt.gz", HarvestOutcome.Complete, 0)]
    [InlineData("gzip-two-members.nt.gz", HarvestOutcome.Complete, 0)]
    [InlineData("gzip-trunc.nt.gz", HarvestOutcome.Incomplete, 1)]
    [InlineData("gzip-bomb-256MiB.nt.gz", HarvestOutcome.Incomplete, 0)]
    [InlineData("zip-bomb-512MiB.zip", HarvestOutcome.Complete, 1)]
    [InlineData("zip-dup-names.zip", HarvestOutcome.Complete, 1)]
    [InlineData("zip-slip.zip", HarvestOutcome.Complete, 1)]
    [InlineData("zip-backslash.zip", HarvestOutcome.Complete, 1)]
    [InlineData("zip-symlink.zip", HarvestOutcome.Complete, 1)]
    public async Task Hostile_archives_do_no_harm(string file, HarvestOutcome fetched, int incomplete)
    {
        using var bench = new HarvestBench();
        var before = Directory.GetFileSystemEntries(bench.Folder).Length;

        var outcome = await bench.CutAsync(new FileSource("x", [SharedData.PathOf($"trust/hostile/archive/{file}")]));

        Assert.Equal((fetched, incomplete), (outcome.Run.Outcome, outcome.Summary.IncompleteReasons.Count));
        Assert.Equal(before, Directory.GetFileSystemEntries(bench.Folder).Length);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "..", "evil.txt")));
    }

    [SharedFact("trust/hostile/archive")]
    public async Task All_lines_of_several_members_come_out_of_a_document()
    {
        using var bench = new HarvestBench();
        var outcome = await bench.CutAsync(new FileSource("x", [SharedData.PathOf("trust/hostile/archive/gzip-two-members.nt.gz")]));

        using var reader = new StreamReader(Assert.Single(outcome.Documents).Open());
        Assert.Equal(1_000, (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<string> ReasonAsync(string name, byte[] content, CutOptions options)
    {
        using var bench = new HarvestBench();
        var outcome = await bench.CutTextAsync(name, content, null, options);
        return Assert.Single(outcome.Summary.IncompleteReasons).Message;
    }

    private static async Task<CutOutcome> CutAsync(string name, byte[] content)
    {
        using var bench = new HarvestBench();
        return await bench.CutTextAsync(name, content, source => source with { KeyPaths = ["nr"] });
    }

    private static byte[] GZip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal))
            packing.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] members) => Zip(CompressionLevel.Optimal, members);

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name, level).Open();
                member.Write(content);
            }
        }

        return packed.ToArray();
    }
}
