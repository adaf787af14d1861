using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Web.Tests.Retry;

public sealed class HostPaceTests
{
    [Fact]
    public async Task Requests_to_one_host_start_apart_and_other_hosts_do_not_wait()
    {
        var time = new SteppedTime();
        var pace = new HostPace(2, time);

        using (await pace.WaitAsync("a.example", TimeSpan.FromSeconds(1), CancellationToken.None))
        {
        }

        using (await pace.WaitAsync("b.example", TimeSpan.FromSeconds(1), CancellationToken.None))
        {
        }

        Assert.Empty(time.Delays);
        using (await pace.WaitAsync("A.example", TimeSpan.FromSeconds(1), CancellationToken.None))
        {
        }

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(time.Delays));
    }

    [Fact]
    public async Task No_more_turns_are_given_than_a_host_may_have()
    {
        var pace = new HostPace(2, new SteppedTime());
        using var first = await pace.WaitAsync("a.example", TimeSpan.Zero, CancellationToken.None);
        var second = await pace.WaitAsync("a.example", TimeSpan.Zero, CancellationToken.None);

        var third = pace.WaitAsync("a.example", TimeSpan.Zero, CancellationToken.None);
        Assert.False(third.IsCompleted);
        second.Dispose();
        second.Dispose();

        using var turn = await third;
        Assert.False(pace.WaitAsync("a.example", TimeSpan.Zero, CancellationToken.None).IsCompleted);
    }
}
