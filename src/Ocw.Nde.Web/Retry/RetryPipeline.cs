using Polly;
using Polly.Retry;

namespace Ocw.Nde.Web;

/// <summary>Tries a transient failure again: exponential back-off with jitter, or the wait that the server asked for.</summary>
internal static class RetryPipeline
{
    public static ResiliencePipeline Build(WebClientOptions options, TimeProvider time, Func<double>? random)
    {
        if (options.MaxRetries == 0)
            return ResiliencePipeline.Empty;
        var retry = new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            MaxDelay = options.MaxRetryDelay,
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is WebRequestException { IsTransient: true } failed && !(failed.RetryAfter > options.MaxRetryAfter)),
            DelayGenerator = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is WebRequestException { RetryAfter: { } wait } && wait > TimeSpan.Zero ? wait : (TimeSpan?)null),
        };
        if (random is not null)
            retry.Randomizer = random;
        return new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(retry).Build();
    }
}
