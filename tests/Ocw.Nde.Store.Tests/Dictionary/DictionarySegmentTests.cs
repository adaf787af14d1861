using System.Text;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Dictionary;

public class DictionarySegmentTests
{
    private const ulong Seed = 42;

    [Fact]
    public void Terms_are_found_by_text_and_by_ordinal()
    {
        var files = new MemoryStoreFiles();
        var terms = Terms(5000);
        using var segment = Write(files, 1, firstOrdinal: 1000, terms);
        var scratch = new TermScratch();
        for (var i = 0; i < terms.Count; i++)
        {
            var (qualifier, text) = terms[i];
            Assert.True(segment.TryFind(TermHash.Of(qualifier, text, Seed), new TermKey(qualifier, text), scratch, out var ordinal));
            Assert.Equal(1000UL + (ulong)i, ordinal);
            Assert.True(segment.Read(ordinal, scratch, out var back).SequenceEqual(text));
            Assert.Equal(qualifier, back);
        }

        // The same text as another kind of term is another term.
        var (kind, same) = terms[3];
        Assert.False(segment.TryFind(TermHash.Of(kind + 20, same, Seed), new TermKey(kind + 20, same), scratch, out _));
        Assert.Throws<KeyNotFoundException>(() => segment.Read(999, new TermScratch(), out _));
        Assert.Throws<KeyNotFoundException>(() => segment.Read(6000, new TermScratch(), out _));
    }

    [Fact]
    public void Segments_are_joined_without_renumbering()
    {
        var files = new MemoryStoreFiles();
        var terms = Terms(4000);
        int[] cuts = [0, 1, 17, 1500, 4000];
        var segments = new List<DictionarySegment>();
        for (var i = 1; i < cuts.Length; i++)
            segments.Add(Write(files, i, (ulong)cuts[i - 1], terms[cuts[i - 1]..cuts[i]]));

        var info = DictionaryMerger.Merge(files, 9, segments, Seed, CancellationToken.None);

        using var merged = DictionarySegment.Open(files, info);
        var scratch = new TermScratch();
        for (var i = 0; i < terms.Count; i++)
        {
            var (qualifier, text) = terms[i];
            Assert.True(merged.TryFind(TermHash.Of(qualifier, text, Seed), new TermKey(qualifier, text), scratch, out var ordinal));
            Assert.Equal((ulong)i, ordinal);
            Assert.True(merged.Read((ulong)i, scratch, out _).SequenceEqual(text));
        }
    }

    [Fact]
    public void Very_long_terms_and_empty_ones_are_kept()
    {
        var files = new MemoryStoreFiles();
        List<(uint, byte[])> terms = [(1, []), (0, Encoding.UTF8.GetBytes("http://example.org/" + new string('x', 300_000))), (8, new byte[700_000]), (0, Encoding.UTF8.GetBytes("http://example.org/" + new string('x', 300_001)))];
        using var segment = Write(files, 1, 0, terms);
        for (var i = 0; i < terms.Count; i++)
            Assert.True(segment.Read((ulong)i, new TermScratch(), out _).SequenceEqual(terms[i].Item2));
    }

    [Fact]
    public void The_number_of_segments_grows_with_the_logarithm_of_the_terms()
    {
        List<DictionarySegmentInfo> segments = [];
        long rewritten = 0, terms = 0;
        var random = new Random(5);
        var most = 0;
        for (var commit = 0; commit < 3000; commit++)
        {
            var count = random.Next(1, 200);
            segments.Add(new DictionarySegmentInfo(commit, (ulong)terms, count, 0));
            terms += count;
            for (var (first, joined) = DictionaryMerger.Choose([.. segments]); joined > 0; (first, joined) = DictionaryMerger.Choose([.. segments]))
            {
                var sum = segments.Skip(first).Take(joined).Sum(segment => segment.Count);
                var merged = new DictionarySegmentInfo(commit, segments[first].FirstOrdinal, sum, 0);
                segments.RemoveRange(first, joined);
                segments.Insert(first, merged);
                rewritten += sum;
            }

            most = Math.Max(most, segments.Count);
        }

        Assert.True(most <= 20, $"{most} segments");
        Assert.True(rewritten <= terms * 12, $"each term was rewritten {(double)rewritten / terms} times");
    }

    private static List<(uint Qualifier, byte[] Text)> Terms(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (i % 3) switch
        {
            0 => (0u, Encoding.UTF8.GetBytes($"http://example.org/id/{i / 7}/{i}")),
            1 => (1u, Encoding.UTF8.GetBytes($"een literal met nummer {i} en wat tekst")),
            _ => (8u, Encoding.UTF8.GetBytes($"POINT({i} {i})")),
        })];

    private static DictionarySegment Write(MemoryStoreFiles files, long file, ulong firstOrdinal, List<(uint Qualifier, byte[] Text)> terms)
    {
        using var writer = new DictionarySegmentWriter(files, file, firstOrdinal);
        foreach (var (qualifier, text) in terms)
            writer.Append(qualifier, text, TermHash.Of(qualifier, text, Seed));
        return DictionarySegment.Open(files, writer.Finish());
    }
}
