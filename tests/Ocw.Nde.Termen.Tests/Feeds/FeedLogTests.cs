using Ocw.Nde.Termen.Feeds;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Feeds;

public sealed class FeedLogTests : IDisposable
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Full_pages_stay_as_they_are_and_the_last_one_grows()
    {
        var log = Open();
        log.Append("1", s_time, Numbers(0, 150), default);
        var first = log.Page(1);
        log.Append("2", s_time.AddDays(1), Numbers(150, 100), default);

        Assert.Equal((250, 3), (log.State.Count, (int)log.State.Pages));
        Assert.Equal(first, log.Page(1));
        Assert.Equal(Numbers(100, 100), log.Page(2));
        Assert.Equal(Numbers(200, 50), log.Page(3));
        Assert.True(log.State.IsFull(2));
        Assert.False(log.State.IsFull(3));
        Assert.Empty(log.Page(4));
        Assert.Empty(log.Page(0));
    }

    [Fact]
    public void It_is_there_when_it_is_opened_again()
    {
        Open().Append("1", s_time, Numbers(0, 120), default);

        Assert.Equal(Numbers(0, 120), Open().From(0));
        Assert.Equal(Numbers(110, 10), Open().From(110));
        Assert.Equal(new FeedMark("1", s_time, 0, 120), Assert.Single(Open().State.Marks));
    }

    [Fact]
    public void A_mark_that_is_known_adds_nothing()
    {
        var log = Open();
        log.Append("1", s_time, Numbers(0, 3), default);

        Assert.Equal(0, log.Append("1", s_time, Numbers(5, 3), default));
        Assert.Equal(Numbers(0, 3), log.From(0));
    }

    [Fact]
    public void A_writing_that_does_not_end_leaves_nothing_behind()
    {
        var log = Open();
        log.Append("1", s_time, Numbers(0, 90), default);
        Assert.Throws<InvalidOperationException>(() => log.Append("2", s_time, Numbers(90, 40).Concat(Enumerable.Range(0, 1).Select<int, Event>(_ => throw new InvalidOperationException("broken"))), default));

        Assert.Equal(Numbers(0, 90), Open().From(0));
        log.Append("2", s_time, Numbers(500, 20), default);
        Assert.Equal([.. Numbers(0, 90), .. Numbers(500, 20)], Open().From(0));
    }

    private FeedLog<Event> Open() => new(Path.Combine(_folder.Path, "log"));

    private static IEnumerable<Event> Numbers(int from, int count) => Enumerable.Range(from, count).Select(i => new Event(i, "gebeurtenis " + i));

    private sealed record Event(int Number, string Text);
}
