using System.Globalization;

namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>Makes a stream that can seek: the stream itself, or a copy in a temporary file that goes away with it.</summary>
public static class TemporaryCopy
{
    /// <summary>The stream, if it can seek, or a copy; the stream is then disposed.</summary>
    /// <exception cref="InvalidDataException">The stream is longer than <see cref="UnpackLimits.MaxBytes"/>.</exception>
    public static Stream Seekable(Stream stream, UnpackLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        if (stream.CanSeek)
            return stream;
        using (stream)
        {
            Directory.CreateDirectory(limits.TemporaryDirectory);
            var copy = new FileStream(
                Path.Combine(limits.TemporaryDirectory, $"ocwnde-{Guid.NewGuid():N}.tmp"),
                FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
            try
            {
                Copy(stream, copy, limits.MaxBytes);
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

    private static void Copy(Stream stream, FileStream copy, long most)
    {
        var buffer = new byte[64 << 10];
        for (var total = 0L; stream.Read(buffer) is > 0 and var read;)
        {
            if ((total += read) > most)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"an archive of more than {most:N0} bytes is not copied; raise that ceiling if it is right"));
            copy.Write(buffer, 0, read);
        }
    }
}
