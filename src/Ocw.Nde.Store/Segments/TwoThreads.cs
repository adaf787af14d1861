using System.Runtime.ExceptionServices;

namespace Ocw.Nde.Store.Segments;

/// <summary>Does two things at the same time and waits for both.</summary>
internal static class TwoThreads
{
    /// <summary>Runs both; an error of the first, else of the second, is thrown as it is when both have ended.</summary>
    internal static void Run(Action here, Action beside)
    {
        var other = Task.Factory.StartNew(beside, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            here();
        }
        finally
        {
            ((IAsyncResult)other).AsyncWaitHandle.WaitOne();
        }

        if (other.Exception is { } error)
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
    }
}
