namespace Ocw.Nde.Harvest;

/// <summary>Makes a stream that can seek: the stream itself, or a copy in a temporary file that goes away with it.</summary>
internal static class TemporaryCopy
{
    public static Stream Seekable(Func<Stream> open, string directory)
    {
        var stream = open();
        if (stream.CanSeek)
            return stream;
        using (stream)
        {
            Directory.CreateDirectory(directory);
            var copy = new FileStream(
                Path.Combine(directory, $"ocwnde-{Guid.NewGuid():N}.tmp"),
                FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
            try
            {
                stream.CopyTo(copy);
                copy.Position = 0;
                return copy;
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }
}
