using System.Security.Authentication;

namespace Ocw.Nde.Web;

/// <summary>The time limits of one try of a request: the whole of it, and the step that is going on.</summary>
/// <remarks>Turns the exceptions of the network into <see cref="WebRequestException"/>; the caller's own cancellation stays what it is.</remarks>
internal sealed class TryClock : IDisposable
{
    private readonly Uri _address;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _total;
    private readonly CancellationTokenSource _totalTimer;
    private readonly CancellationTokenSource _stepTimer;
    private readonly CancellationTokenSource _either;

    public TryClock(Uri address, TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        _address = address;
        _total = total;
        _caller = caller;
        _totalTimer = new CancellationTokenSource(total, time);
        _stepTimer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _totalTimer.Token, _stepTimer.Token);
    }

    /// <summary>Runs one step within its own limit and the limit of the whole.</summary>
    public async ValueTask<T> RunAsync<T>(TimeSpan limit, string overdue, Func<CancellationToken, ValueTask<T>> step)
    {
        _stepTimer.CancelAfter(limit);
        try
        {
            return await step(_either.Token);
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested)
        {
            var problem = _totalTimer.IsCancellationRequested ? $"the request took longer than {_total.TotalSeconds:0.#} seconds" : overdue;
            throw new WebRequestException(_address, WebFailure.TimedOut, problem, "The server is slow or stuck; it is tried again later.");
        }
        catch (HttpRequestException failed)
        {
            throw Explain(failed);
        }
        catch (IOException broken)
        {
            throw new WebRequestException(_address, WebFailure.Damaged, $"the answer was broken off ({broken.Message})", "It is asked again.", broken);
        }
        finally
        {
            _stepTimer.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _stepTimer.Dispose();
        _totalTimer.Dispose();
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
                    return new WebRequestException(_address, WebFailure.TlsFailed, $"the secure connection failed ({tls.Message})", "Check the certificate of the server; the node does not go on without.", failed);
                case OperationCanceledException:
                    return new WebRequestException(_address, WebFailure.TimedOut, "connecting took too long", "Check that the server runs and that a firewall lets the node through.", failed);
            }
        }

        return failed.HttpRequestError switch
        {
            HttpRequestError.ResponseEnded => new WebRequestException(_address, WebFailure.Damaged, "the server closed the connection before its answer was complete", "It is asked again.", failed),
            HttpRequestError.InvalidResponse => new WebRequestException(_address, WebFailure.Damaged, $"the answer is not HTTP ({failed.Message})", "Check the address and port.", failed),
            HttpRequestError.ConfigurationLimitExceeded => new WebRequestException(_address, WebFailure.TooLarge, $"the headers of the answer are too large ({failed.Message})", "The server is misconfigured.", failed),
            _ => new WebRequestException(_address, WebFailure.ConnectFailed, $"the connection failed ({failed.Message})", "Check the address and that the server runs.", failed),
        };
    }
}
