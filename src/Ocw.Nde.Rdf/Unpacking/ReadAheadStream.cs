using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>Reads another stream on a thread of its own, some buffers ahead, so that unpacking and parsing go on at the same time.</summary>
public sealed class ReadAheadStream : ReadOnlySequentialStream
{
    private const int BufferBytes = 1 << 18;
    private const int MostBuffers = 4;

    private readonly Stream _inner;
    private readonly BlockingCollection<byte[]> _filled = new(MostBuffers);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Begins to read <paramref name="inner"/>, which stays open.</summary>
    public ReadAheadStream(Stream inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _reading = Task.Factory.StartNew(ReadAhead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_rest.IsEmpty && !buffer.IsEmpty)
        {
            if (!_filled.TryTake(out var next, Timeout.Infinite))
            {
                // The end: of the stream, or of the reading by an error.
                ((IAsyncResult)_reading).AsyncWaitHandle.WaitOne();
                if (_reading.Exception is { } error)
                    ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
                return 0;
            }

            _rest = next;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_stop.IsCancellationRequested)
        {
            // The inner stream is the caller's again only when nobody reads it any more.
            _stop.Cancel();
            ((IAsyncResult)_reading).AsyncWaitHandle.WaitOne();
            _filled.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadAhead()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var buffer = new byte[BufferBytes];
                var count = _inner.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
                if (count > 0)
                    _filled.Add(count == buffer.Length ? buffer : buffer[..count], _stop.Token);
                if (count < buffer.Length)
                    break;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever reads has let go.
        }
        finally
        {
            _filled.CompleteAdding();
        }
    }
}
