using Ocw.Nde.Termen.Changes;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Changes;

public sealed class SourceComparisonTests
{
    [Fact]
    public async Task The_same_version_changes_nothing()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("bron"), Terms());

        Assert.Empty(SourceComparison.Compare(index.Index, Sources.Of("bron"), Terms().Reverse()));
    }

    [Fact]
    public async Task Each_kind_of_change_is_told_with_what_came_and_went()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("bron"), [.. Terms(), Sources.Term("terug", "terug").With(term => term.IsDeprecated = true)]);
        var changes = SourceComparison.Compare(index.Index, Sources.Of("bron"),
        [
            Sources.Term("vaas", "bloemenvaas", "vaas").Broader("keramiek"),
            Sources.Term("kom", "kom").With(term => term.IsDeprecated = true),
            Sources.Term("kist", "kist").With(term => term.Relations.Add(new TermRelation(TermRelationKind.ReplacedBy, "https://example.org/id/koffer"))),
            Sources.Term("terug", "terug"),
            Sources.Term("koffer", "koffer"),
        ]).ToDictionary(change => change.Iri["https://example.org/id/".Length..]);

        Assert.Equal(TermChangeKind.Changed, changes["vaas"].Kind);
        var label = Assert.Single(changes["vaas"].Details, detail => detail.Part == TermPart.PreferredLabel);
        Assert.Equal(["bloemenvaas@nl"], label.Added);
        Assert.Equal(["vaas@nl"], label.Removed);
        Assert.Contains(changes["vaas"].Details, detail => detail.Part == TermPart.Broader);
        Assert.Equal(TermChangeKind.Deprecated, changes["kom"].Kind);
        Assert.Equal((TermChangeKind.Replaced, "https://example.org/id/koffer"), (changes["kist"].Kind, Assert.Single(changes["kist"].ReplacedBy)));
        Assert.Equal(TermChangeKind.Restored, changes["terug"].Kind);
        Assert.Equal(TermChangeKind.Added, changes["koffer"].Kind);
        Assert.Equal((TermChangeKind.Removed, "stoel"), (changes["stoel"].Kind, changes["stoel"].Label));
        Assert.Equal(6, changes.Count);
    }

    [Fact]
    public void A_first_version_is_no_change()
    {
        using var index = new TestIndex();

        Assert.Empty(SourceComparison.Compare(index.Index, Sources.Of("bron"), Terms()));
    }

    private static TermRecord[] Terms() => [Sources.Term("vaas", "vaas"), Sources.Term("kom", "kom"), Sources.Term("kist", "kist"), Sources.Term("stoel", "stoel")];
}
