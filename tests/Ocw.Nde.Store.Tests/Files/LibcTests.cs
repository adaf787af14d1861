using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Files;

public class LibcTests
{
    [Fact]
    public void A_sync_that_the_kernel_refuses_is_an_error()
    {
        // A pipe cannot be synced: the kernel says EINVAL, which the framework's own flush would not pass on.
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var file = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        var error = Assert.Throws<IOException>(() => Libc.SyncFile(file, "pijp"));
        Assert.Contains("fsync of 'pijp' failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_can_be_synced_and_a_missing_one_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Libc.SyncDirectory(folder.Path);
        Assert.Throws<IOException>(() => Libc.SyncDirectory(folder.File("ontbreekt")));
    }

    [Fact]
    public void The_checksum_is_CRC_32C()
    {
        // RFC 3720, appendix B.4.
        Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(Crc32C.Of("123456789"u8), Crc32C.Append(Crc32C.Of("12345"u8), "6789"u8));
    }
}
