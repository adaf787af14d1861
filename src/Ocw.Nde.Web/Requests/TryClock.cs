using System.Security.Authentication;

namespace Ocw.Nde.Web;

/// <summary>The time limits of one try of a request: the whole of it, and the step that is going on.</summary>
/// <remarks>Turns the exceptions of the network into <see cref="WebRequestException"/>; the caller's own cancellation stays what it is.</remarks>
internal sealed class TryClock : IDisposable
{
    private readonly Uri address;
    private readonly CancellationToken caller;
    private readonly TimeSpan total;
    private readonly CancellationTokenSource totalTimer;
    private readonly CancellationTokenSource stepTimer;
    private readonly CancellationTokenSource either;

    public TryClock(Uri address, TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        this.address = address;
        this.total = total;
        this.caller = caller;
        totalTimer = new CancellationTokenSource(total, time);
        stepTimer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(caller, totalTimer.Token, stepTimer.Token);
    }

    /// <summary>Runs one step within its own limit and the limit of the whole.</summary>
    public async ValueTask<T> RunAsync<T>(TimeSpan limit, string overdue, Func<CancellationToken, ValueTask<T>> step)
    {
        stepTimer.CancelAfter(limit);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            var problem = totalTimer.IsCancellationRequested ? $"the request took longer than {total.TotalSeconds:0.#} seconds" : overdue;
            throw new WebRequestException(address, WebFailure.TimedOut, problem, "The server is slow or stuck; it is tried again later.");
        }
        catch (HttpRequestException failed)
        {
            throw Explain(failed);
        }
        catch (IOException broken)
        {
            throw new WebRequestException(address, WebFailure.Damaged, $"the answer was broken off ({broken.Message})", "It is asked again.", broken);
        }
        finally
        {
            stepTimer.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        either.Dispose();
        stepTimer.Dispose();
        totalTimer.Dispose();
    }

    private WebRequestException Explain(HttpRequestException failed)
    {
        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case WebRequestException known:
                    return known;
                case AuthenticationException tls:
                    return new WebRequestException(address, WebFailure.TlsFailed, $"the secure connection failed ({tls.Message})", "Check the certificate of the server; the node does not go on without.", failed);
                case OperationCanceledException:
                    return new WebRequestException(address, WebFailure.TimedOut, "connecting took too long", "Check that the server runs and that a firewall lets the node through.", failed);
            }
        }

        return failed.HttpRequestError switch
        {
            HttpRequestError.ResponseEnded => new WebRequestException(address, WebFailure.Damaged, "the server closed the connection before its answer was complete", "It is asked again.", failed),
            HttpRequestError.InvalidResponse => new WebRequestException(address, WebFailure.Damaged, $"the answer is not HTTP ({failed.Message})", "Check the address and port.", failed),
            HttpRequestError.ConfigurationLimitExceeded => new WebRequestException(address, WebFailure.TooLarge, $"the headers of the answer are too large ({failed.Message})", "The server is misconfigured.", failed),
            _ => new WebRequestException(address, WebFailure.ConnectFailed, $"the connection failed ({failed.Message})", "Check the address and that the server runs.", failed),
        };
    }
}
