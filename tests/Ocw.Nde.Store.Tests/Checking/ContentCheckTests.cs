using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Checking;

/// <summary>Files whose checksums are right and whose content is not: what an error in our own code would write.</summary>
public class ContentCheckTests
{
    private static readonly QuadKey[] Quads = [.. Enumerable.Range(1, 3000).Select(i => new QuadKey(Iri(i % 700), Iri(i % 7), Iri(i), Iri(9000 + (i % 2))))];

    [Fact]
    public void A_sound_segment_is_found_sound() => Assert.Empty(Check(_ => Quads, 10_000));

    [Fact]
    public void A_permutation_that_lacks_a_row_is_found() =>
        Assert.Contains("Posg", Check(permutation => permutation == Permutation.Posg ? Quads[1..] : Quads, 10_000).First(), StringComparison.Ordinal);

    [Fact]
    public void A_permutation_with_another_row_is_found() =>
        Assert.Contains("Gspo", Check(permutation => permutation == Permutation.Gspo ? [new QuadKey(Iri(9), Iri(9), Iri(9), Iri(9000)), .. Quads[1..]] : Quads, 10_000).Last(), StringComparison.Ordinal);

    [Fact]
    public void A_term_that_the_store_does_not_have_is_found() =>
        Assert.Contains(Check(_ => Quads, nextOrdinal: 3000), what => what.Contains("a term that the store does not have", StringComparison.Ordinal));

    private static List<string> Check(Func<Permutation, QuadKey[]> rowsOf, ulong nextOrdinal)
    {
        var files = new MemoryStoreFiles();
        var found = new List<string>();
        using var writer = new QuadSegmentWriter(files, 1, AccessLevel.Open);
        foreach (var permutation in Enum.GetValues<Permutation>())
        {
            writer.Begin(permutation);
            foreach (var row in rowsOf(permutation).Select(q => permutation.Key(q.A, q.B, q.C, q.D)).Order())
                writer.Append(row);
            writer.End();
        }

        var info = writer.Finish();
        var manifest = Manifest.Empty(Guid.NewGuid(), DateTimeOffset.UnixEpoch) with { NextOrdinal = nextOrdinal, Segments = [info] };
        using var segment = QuadSegment.Open(files, info);
        new SegmentContentCheck(segment, files.PathOf(StoreFileNames.Segment(1)), manifest, damage => found.Add(damage.What)).Run(CancellationToken.None);
        return found;
    }

    private static ulong Iri(int ordinal) => TermId.Create(TermTag.DictionaryIri, (ulong)ordinal).Value;
}
